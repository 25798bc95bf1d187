import { describe, expect, it } from '@jest/globals';
import { type ColorName, schemes, white } from './colors';

/** WCAG 2.2 relative luminance of "#rrggbb". */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT_ON: [ColorName, ColorName[]][] = [
  ['ink', ['page', 'card', 'track']],
  ['muted', ['page', 'card']],
  ['brand', ['page', 'card']],
  ['ok-ink', ['card', 'ok-soft']],
  ['warning-ink', ['card', 'warning-soft']],
  ['critical-ink', ['card', 'critical-soft']],
  ['card', ['critical-fill']],
  ['unknown-ink', ['card', 'unknown-soft']],
];
const SHAPES: ColorName[] = [
  'ok-fill',
  'warning-fill',
  'critical-fill',
  'unknown-fill',
  'quality-excellent',
  'quality-good',
  'quality-fair',
  'quality-poor',
  'hatch',
];

describe.each(['light', 'dark'] as const)('colours of the %s scheme', (scheme) => {
  const colors = schemes[scheme];

  it.each(TEXT_ON.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    'text %s is readable on %s',
    (text, ground) => expect(contrast(colors[text], colors[ground])).toBeGreaterThanOrEqual(4.5),
  );

  it.each(SHAPES)('shape %s stands out from its card', (shape) =>
    expect(contrast(colors[shape], colors.card)).toBeGreaterThanOrEqual(3),
  );
});

it('keeps the label of a filled button readable', () =>
  expect(contrast(schemes.light.brand, white)).toBeGreaterThanOrEqual(4.5));
