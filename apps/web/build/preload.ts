import type { HtmlTagDescriptor, Plugin } from 'vite';

/** What the entry imports step by step is fetched at once, with the entry. */
export const preload = (): Plugin => ({
  name: 'preload',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
      const entry = chunks.find(({ isEntry }) => isEntry);
      const known = new Set<string>(entry === undefined ? [] : [entry.fileName, ...entry.imports]);
      const found = new Set<string>();
      const visit = (name: string): void => {
        if (known.has(name)) return;
        known.add(name);
        found.add(name);
        byName.get(name)?.imports.forEach(visit);
      };
      entry?.dynamicImports.forEach(visit);
      return [...found].map((name): HtmlTagDescriptor => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
        injectTo: 'head',
      }));
    },
  },
});
