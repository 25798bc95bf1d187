/** What a browser tells of where a request comes from; undefined where it tells nothing. */
export interface RequestOrigin {
  method: string;
  secFetchSite: string | undefined;
  origin: string | undefined;
  /** Host and port that the request was sent to. */
  host: string | undefined;
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
const OURS = new Set(['same-origin', 'none']);

/**
 * True for a request that may change state and was made by a page of another site. Browsers send
 * `Sec-Fetch-Site`; older ones only `Origin`. Programs send neither and hold no cookie that others could abuse.
 */
export function isForgeable({ method, secFetchSite, origin, host }: RequestOrigin): boolean {
  if (READING.has(method)) return false;
  if (secFetchSite !== undefined) return !OURS.has(secFetchSite);
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== withoutDefaultPort(origin, host);
}

function withoutDefaultPort(origin: string, host: string | undefined): string | null {
  const url = `${new URL(origin).protocol}//${host ?? ''}`;
  return host !== undefined && URL.canParse(url) ? new URL(url).host : null;
}
