import { type CSSVariablesResolver, createTheme } from '@mantine/core';
import { brandSteps, darkSteps, schemes } from './colors';
import { FONT } from './fonts';

export const theme = createTheme({
  colors: { brand: [...brandSteps], dark: [...darkSteps] },
  primaryColor: 'brand',
  primaryShade: 7,
  fontFamily: FONT,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontFamily: FONT, fontWeight: '600' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
});

/** Names our colours, and lets the kit's own texts use those with enough contrast. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variablesOf('light'),
  dark: variablesOf('dark'),
});

/** Light, with black for all plain text. */
export const variablesOnPaper = (): Record<string, string> => ({
  ...variablesOf('light'),
  '--wr-ink': 'CanvasText',
  '--wr-muted': 'CanvasText',
  '--wr-page': 'Canvas',
  '--mantine-color-body': 'Canvas',
  '--mantine-color-text': 'CanvasText',
});

function variablesOf(scheme: keyof typeof schemes): Record<string, string> {
  const colors = schemes[scheme];
  return {
    ...Object.fromEntries(Object.entries(colors).map(([name, value]) => [`--wr-${name}`, value])),
    '--mantine-color-body': colors.page,
    '--mantine-color-text': colors.ink,
    '--mantine-color-dimmed': colors.muted,
    '--mantine-color-placeholder': colors.muted,
    '--mantine-color-error': colors['critical-ink'],
    '--mantine-color-anchor': colors.brand,
  };
}
