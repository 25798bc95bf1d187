import { expect, it } from '@jest/globals';
import { failureOf } from './failure';
import { retryAfterMs, outcomeOf } from './exchange-outcome';

const now = new Date('2026-11-23T10:00:00Z');

it.each([
  ['30', 30_000],
  ['0', 0],
  [' 5 ', 5_000],
  ['Mon, 23 Nov 2026 10:01:00 GMT', 60_000],
  ['Mon, 23 Nov 2026 09:00:00 GMT', 0],
  ['soon', null],
  ['-3', null],
  ['1e9', null],
  ['', null],
])('reads Retry-After "%s" as %p ms', (value, expected) => {
  expect(retryAfterMs({ headers: { 'retry-after': value } }, now)).toBe(expected);
});

it.each([
  [{ code: 'ENOTFOUND' }, 'dns'],
  [{ code: 'EAI_AGAIN' }, 'dns'],
  [{ code: 'ECONNREFUSED' }, 'refused'],
  [{ code: 'ENETUNREACH' }, 'unreachable'],
  [{ code: 'CERT_HAS_EXPIRED' }, 'tls'],
  [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'tls'],
  [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'tls'],
  [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'tls'],
  [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'tls'],
  [{ code: 'HPE_INVALID_CONSTANT' }, 'malformed'],
  [{ code: 'ECONNRESET' }, 'reset'],
  [{ errors: [{ code: 'ECONNREFUSED' }, { code: 'ENETUNREACH' }] }, 'refused'],
])('takes %j for a failure of kind %s', (error, kind) => {
  expect(failureOf(error)).toBe(kind);
});

it('counts a wait until a date from the time that it is told', () => {
  const throttled = {
    kind: 'answer' as const,
    status: 429,
    headers: { 'retry-after': 'Mon, 23 Nov 2026 10:01:30 GMT' },
    body: '',
    latencyMs: 12,
  };
  expect(outcomeOf(throttled, () => true, now)).toMatchObject({ kind: 'throttled', retryAfterMs: 90_000 });
});
