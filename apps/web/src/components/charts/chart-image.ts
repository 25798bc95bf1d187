import { zoneName } from '../../lib/format';
import { timeFormat } from '../../lib/zone';

export interface Caption {
  title: string;
  /** Span of the figures, such as "last 24 hours". */
  range: string;
  at: Date;
}

const SHARPNESS = 2;
const MARGIN_PX = 24;
const HEAD_PX = 56;
/** What a chart owes to stylesheets and variables; within an image there are none. */
const PAINTED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
];
const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };

/** "last 24 hours, as of 23 Nov 2026, 17:12 (Europe/Berlin)" */
export const captionText = ({ range, at }: Caption): string =>
  `${range}, as of ${timeFormat(MOMENT).format(at)} (${zoneName()})`;

/** A copy that looks the same on its own: every colour and font stands at its element. */
export function standalone(chart: SVGSVGElement, width: number, height: number): string {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = chart.querySelectorAll<SVGElement>('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, index) => {
    const original = originals[index];
    if (original !== undefined) paint(element, getComputedStyle(original));
    element.removeAttribute('style');
    element.removeAttribute('class');
  });
  copy.removeAttribute('style');
  copy.removeAttribute('class');
  copy.setAttributeNS('http://www.w3.org/2000/xmlns/', 'xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return new XMLSerializer().serializeToString(copy);
}

function paint(element: SVGElement, style: CSSStyleDeclaration): void {
  for (const property of PAINTED) {
    const value = style.getPropertyValue(property);
    if (value !== '') element.setAttribute(property, value);
  }
}

/** A chart with its title, span and time on the ground of its card, as PNG. Throws where a browser cannot draw it. */
export async function imageOf(chart: SVGSVGElement, caption: Caption): Promise<Blob> {
  const { width, height } = chart.getBoundingClientRect();
  const image = await loaded(standalone(chart, width, height));
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no canvas.');
  const style = getComputedStyle(chart.closest('figure') ?? document.body);
  canvas.width = (Math.max(width, captionWidth(context, caption, style)) + 2 * MARGIN_PX) * SHARPNESS;
  canvas.height = (height + HEAD_PX + 2 * MARGIN_PX) * SHARPNESS;
  context.scale(SHARPNESS, SHARPNESS);
  context.fillStyle = style.getPropertyValue('--wr-card');
  context.fillRect(0, 0, canvas.width, canvas.height);
  write(context, caption, style);
  context.drawImage(image, MARGIN_PX, MARGIN_PX + HEAD_PX, width, height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('No image came out.')) : resolve(blob)),
      'image/png',
    ),
  );
}

const titleText = ({ title }: Caption): string => `${title} · Watchroom`;
const titleFont = ({ fontFamily }: CSSStyleDeclaration): string => `600 18px ${fontFamily}`;
const spanFont = ({ fontFamily }: CSSStyleDeclaration): string => `13px ${fontFamily}`;

/** A small chart has a caption all the same. */
function captionWidth(
  context: CanvasRenderingContext2D,
  caption: Caption,
  style: CSSStyleDeclaration,
): number {
  const widthOf = (text: string, font: string) => {
    context.font = font;
    return context.measureText(text).width;
  };
  return Math.max(
    widthOf(titleText(caption), titleFont(style)),
    widthOf(captionText(caption), spanFont(style)),
  );
}

function write(context: CanvasRenderingContext2D, caption: Caption, style: CSSStyleDeclaration): void {
  context.textBaseline = 'top';
  context.fillStyle = style.getPropertyValue('--wr-ink');
  context.font = titleFont(style);
  context.fillText(titleText(caption), MARGIN_PX, MARGIN_PX);
  context.fillStyle = style.getPropertyValue('--wr-muted');
  context.font = spanFont(style);
  context.fillText(captionText(caption), MARGIN_PX, MARGIN_PX + 28);
}

/** The content security policy lets images come from data: and from nowhere else but this site. */
async function loaded(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
