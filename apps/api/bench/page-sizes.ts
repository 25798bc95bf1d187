import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { figure } from './table';

/** Compressed sizes of the built page: what the first visit loads, and what waits until it is needed. */
export function pageSizes(directory: string): string[][] {
  const html = readFileSync(join(directory, 'index.html'), 'utf8');
  const files = readdirSync(join(directory, 'assets')).map((name) => ({
    name,
    isInitial: html.includes(name),
    kB: gzipSync(readFileSync(join(directory, 'assets', name)), { level: 9 }).length / 1000,
  }));
  const sum = (extension: string, isInitial: boolean) =>
    figure(
      files
        .filter((file) => file.name.endsWith(extension) && file.isInitial === isInitial)
        .reduce((total, { kB }) => total + kB, 0),
    );
  return [
    ['initial JS', sum('.js', true)],
    ['lazy JS', sum('.js', false)],
    ['initial CSS', sum('.css', true)],
    ['lazy CSS', sum('.css', false)],
  ];
}
