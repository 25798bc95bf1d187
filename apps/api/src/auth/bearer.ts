import type { IncomingHttpHeaders } from 'node:http';

/** The token of an `Authorization: Bearer` header; null without one. */
export function bearerOf({ headers }: { headers: IncomingHttpHeaders }): string | null {
  return /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}
