import type { FailureKind } from '../core/external-services/probe-outcome';

const BY_CODE: Record<string, FailureKind> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EPROTO: 'tls',
};

const BY_PATTERN: [RegExp, FailureKind][] = [
  [/^(ENOTFOUND|EAI_)/, 'dns'],
  [/^HPE_/, 'malformed'],
  [/CERT|SELF_SIGNED|UNABLE_TO|^ERR_(TLS|SSL)/, 'tls'],
];

/** What went wrong by the codes of Node's sockets, resolver, TLS and HTTP parser. */
export function failureOf(error: unknown): FailureKind {
  const { code, errors } = error as { code?: string; errors?: unknown[] };
  if (code === undefined && errors?.[0] !== undefined) return failureOf(errors[0]); // every address was tried
  const known = BY_CODE[code ?? ''] ?? BY_PATTERN.find(([pattern]) => pattern.test(code ?? ''))?.[1];
  return known ?? 'reset';
}
