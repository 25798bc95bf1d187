import type { Plugin } from 'vite';
import { brandSteps, schemes, white } from '../src/theme/colors';
import { FONT } from '../src/theme/fonts';

const STYLESHEET = /\s*<link rel="stylesheet"[^>]*>/g;

const grounds = (scheme: keyof typeof schemes): string =>
  `background:${schemes[scheme].page};color:${schemes[scheme].ink}`;

/**
 * Enough for a sign of life before any script or stylesheet is there. The server gives the element its nonce. The sign
 * keeps its place where the browser paints it before it has read the name.
 */
const style = `<style nonce="">
html{font-size:clamp(100%,.8333vw,250%)}
body{margin:0;${grounds('light')}}
@media(prefers-color-scheme:dark){body{${grounds('dark')}}}
.shell{display:flex;align-items:center;gap:.625rem;min-height:100vh;margin:0;padding-left:calc(50% - 5.25rem);font:700 1.5rem ${FONT}}
.shell svg{width:2.25rem;height:2.25rem}
</style>`;

const sign = `<p class="shell"><svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="${brandSteps[7]}"/><path d="M5 17h5l3-8 6 15 3-7h5" fill="none" stroke="${white}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>Watchroom</p>`;

/** The page shows itself at once; its stylesheet stands behind the shell, which it must not hold up. */
export const withShell = (html: string): string => {
  const sheets = html.match(STYLESHEET) ?? [];
  return html
    .replace(STYLESHEET, '')
    .replace('</head>', () => `  ${style}\n  </head>`)
    .replace('<div id="root"></div>', () => `<div id="root">${sign}</div>${sheets.join('')}`);
};

export const shell = (): Plugin => ({
  name: 'shell',
  apply: 'build',
  transformIndexHtml: { order: 'post', handler: withShell },
});
