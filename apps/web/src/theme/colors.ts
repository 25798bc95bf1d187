/** Colours by meaning. This is the only file that knows colour values; everything else says what it means. */
const light = {
  page: '#f3f5f7',
  card: '#ffffff',
  track: '#e6eaee',
  line: '#d5dce3',
  ink: '#16202b',
  muted: '#51606d',
  brand: '#0e5a6d',
  hatch: '#8795a3',
  'ok-ink': '#0a6259',
  'ok-fill': '#14877b',
  'ok-soft': '#e2f2f0',
  'warning-ink': '#7d4a00',
  'warning-fill': '#b8720a',
  'warning-soft': '#fcf0da',
  'critical-ink': '#a52a12',
  'critical-fill': '#c23a1e',
  'critical-soft': '#fbe7e1',
  'unknown-ink': '#46535f',
  'unknown-fill': '#6a7886',
  'unknown-soft': '#e9edf1',
  'quality-excellent': '#0b5468',
  'quality-good': '#2a938a',
  'quality-fair': '#c08010',
  'quality-poor': '#c23a1e',
};

const dark: Record<keyof typeof light, string> = {
  page: '#0c1116',
  card: '#141b22',
  track: '#26313c',
  line: '#2b3743',
  ink: '#e9eff4',
  muted: '#a0aebb',
  brand: '#6cc3d8',
  hatch: '#66757f',
  'ok-ink': '#55cabb',
  'ok-fill': '#2fae9f',
  'ok-soft': '#112e2b',
  'warning-ink': '#f2b84b',
  'warning-fill': '#dd9c2c',
  'warning-soft': '#33270f',
  'critical-ink': '#ff9780',
  'critical-fill': '#ee6145',
  'critical-soft': '#3a1b14',
  'unknown-ink': '#b0bdc9',
  'unknown-fill': '#8796a4',
  'unknown-soft': '#222c36',
  'quality-excellent': '#7fd4ea',
  'quality-good': '#2fa396',
  'quality-fair': '#dd9c2c',
  'quality-poor': '#ee6145',
};

export const schemes = { light, dark };
export type ColorName = keyof typeof light;

/** A colour as a style value: `color('ok-fill')` → "var(--wr-ok-fill)". */
export const color = (name: ColorName): string => `var(--wr-${name})`;

/** Ten steps of the product's own colour, as the component kit wants them. */
export const brandSteps = [
  '#e5f4f8',
  '#cbe6ed',
  '#9accda',
  '#69b2c6',
  '#459db6',
  '#2f8fab',
  '#1b7c97',
  '#0e5a6d',
  '#0b4a5a',
  '#073845',
] as const;

/** Grounds and lines that the component kit uses in its dark scheme, lightest first. */
export const darkSteps = [
  '#e9eff4',
  '#c5d0d9',
  '#a0aebb',
  '#7d8b98',
  '#4a5865',
  '#2b3743',
  '#222c36',
  '#141b22',
  '#10161c',
  '#0c1116',
] as const;

export const white = '#ffffff';
