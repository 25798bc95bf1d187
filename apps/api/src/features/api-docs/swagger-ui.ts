import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { routes } from '@watchroom/contracts';
import { DomainError } from '../../core/domain-error';

const TYPES: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** Nothing inline: the Content-Security-Policy allows scripts of our own files only. */
export const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Watchroom API</title>
    <link rel="stylesheet" href="${routes.apiDocs}/swagger-ui.css" />
    <link rel="icon" type="image/png" href="${routes.apiDocs}/favicon-32x32.png" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="${routes.apiDocs}/swagger-ui-bundle.js"></script>
    <script src="${routes.apiDocs}/open.js"></script>
  </body>
</html>
`;

export const OPENER = `SwaggerUIBundle({
  url: '${routes.openApi}',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
`;

/** One of Swagger UI's own files. @throws DomainError `not_found` for any other name */
export function swaggerFile(name: string): { type: string; content: Readable } {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (type === undefined) throw new DomainError('not_found', 'There is no such file.');
  return { type, content: createReadStream(join(folder(), name)) };
}

/** Swagger UI comes with @nestjs/swagger, wherever npm has put it. */
function folder(): string {
  const swagger = createRequire(import.meta.url).resolve('@nestjs/swagger');
  return dirname(createRequire(swagger).resolve('swagger-ui-dist/package.json'));
}
