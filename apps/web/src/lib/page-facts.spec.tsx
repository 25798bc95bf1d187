import { beforeEach, expect, it } from '@jest/globals';
import { isAdminCookieAbsent, isToldSimulated, noteAdminCookie, styleNonce } from './page-facts';

const write = (facts: Record<string, string>) => {
  document.head.innerHTML = Object.entries(facts)
    .map(([name, content]) => `<meta name="${name}" content="${content}">`)
    .join('');
};
beforeEach(() => write({}));

it('knows nothing of a page that was told nothing', () => {
  expect([styleNonce(), isAdminCookieAbsent(), isToldSimulated()]).toEqual(['', false, false]);
  noteAdminCookie('absent');
  expect(isAdminCookieAbsent()).toBe(false);
});

it.each<[Record<string, string>, [string, boolean, boolean]]>([
  [{ 'csp-nonce': 'n0nce' }, ['n0nce', false, false]],
  [{ 'admin-cookie': 'absent' }, ['', true, false]],
  [{ 'admin-cookie': 'maybe' }, ['', false, false]],
  [{ simulated: 'yes' }, ['', false, true]],
  [{ simulated: 'no' }, ['', false, false]],
])('reads %j', (facts, [nonce, isAbsent, isSimulated]) => {
  write(facts);
  expect([styleNonce(), isAdminCookieAbsent(), isToldSimulated()]).toEqual([nonce, isAbsent, isSimulated]);
});

it('is told of a sign-in and a sign-out', () => {
  write({ 'admin-cookie': 'absent' });
  noteAdminCookie('maybe');
  expect(isAdminCookieAbsent()).toBe(false);
  noteAdminCookie('absent');
  expect(isAdminCookieAbsent()).toBe(true);
});
