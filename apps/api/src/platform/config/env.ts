import { fileURLToPath } from 'node:url';
import type { Environment } from './setting-reader';

/** The only place that reads the environment of the process. */
export const environment: Environment = process.env;

/** The repository (or installation) root: dist and src/platform/config are found below apps/api. */
export const projectRoot = fileURLToPath(new URL('../../..', bundleUrl()));

function bundleUrl(): string {
  const here = import.meta.url;
  const marker = here.lastIndexOf('/apps/api/');
  return `${here.slice(0, marker)}/apps/api/dist/main.js`;
}
