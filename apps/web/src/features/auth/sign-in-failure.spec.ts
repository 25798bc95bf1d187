import { expect, it } from '@jest/globals';
import { ApiError } from '../../lib/api-error';
import { signInFailure } from './sign-in-failure';

const AWAY = 'Cannot reach Watchroom. Check your connection and whether the server runs, then try again.';

it.each<[string, unknown, string]>([
  ['a wrong password', new ApiError('no', 401), 'Email or password is wrong.'],
  ['too many tries', new ApiError('no', 429), 'Too many attempts. Wait a little and try again.'],
  [
    'too many tries, and until when',
    new ApiError('no', 429, null, 120),
    'Too many attempts. Try again in 2 minutes.',
  ],
  ['nobody there', new ApiError('x', null), AWAY],
  ['what is no answer at all', new TypeError('x'), AWAY],
  [
    'a server in trouble',
    new ApiError('The database does not answer.', 503),
    'Watchroom cannot sign you in at the moment. The database does not answer.',
  ],
  ['a server that failed', new ApiError('x', 500), 'Watchroom cannot sign you in at the moment. x'],
  ['what the server finds wrong', new ApiError('email must be an email', 400), 'email must be an email'],
])('says after %s what to do', (_, error, text) => expect(signInFailure(error)).toBe(text));
