import { expect, it } from '@jest/globals';
import { ApiError, asApiError, isForbidden, isUnauthorized, notSignedIn } from './api-error';

const refused = (status: number | null) => new ApiError('no', status);

it.each<[number | null, boolean]>([
  [null, true],
  [400, false],
  [429, false],
  [499, false],
  [500, true],
  [503, true],
])('status %s: unreachable %s', (status, isAway) => expect(refused(status).isUnreachable).toBe(isAway));

it.each<[string, unknown, boolean, boolean]>([
  ['a refusal with 401', refused(401), true, false],
  ['a refusal with 403', refused(403), false, true],
  ['a refusal with 404', refused(404), false, false],
  ['nobody', refused(null), false, false],
  ['the refusal that a missing cookie would bring', notSignedIn(), true, false],
  ['something else with a status 401', { status: 401 }, false, false],
  ['something else with a status 403', { status: 403 }, false, false],
  ['nothing', null, false, false],
])('%s', (_, error, isUnknown, isDenied) => {
  expect(isUnauthorized(error)).toBe(isUnknown);
  expect(isForbidden(error)).toBe(isDenied);
});

it.each<[string, unknown, string]>([
  ['another error', new TypeError('Failed to load'), 'Failed to load'],
  ['a text', 'broken', 'broken'],
  ['nothing', undefined, 'undefined'],
])('makes one of %s, of no status', (_, thrown, message) =>
  expect(asApiError(thrown)).toMatchObject({ name: 'ApiError', message, status: null }),
);

it('leaves one as it is', () => {
  const error = refused(418);
  expect(asApiError(error)).toBe(error);
});
