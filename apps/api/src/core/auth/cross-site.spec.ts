import { expect, it } from '@jest/globals';
import { isForgeable, type RequestOrigin } from './cross-site';

const post = (more: Partial<RequestOrigin>): RequestOrigin => ({
  method: 'POST',
  secFetchSite: undefined,
  origin: undefined,
  host: 'watch.example:3000',
  ...more,
});

it.each([
  ['same-origin', false],
  ['none', false],
  ['same-site', true],
  ['cross-site', true],
  ['SAME-ORIGIN', true],
  ['', true],
])('Sec-Fetch-Site "%s" → refused: %s, whatever Origin says', (secFetchSite, refused) => {
  expect(isForgeable(post({ secFetchSite }))).toBe(refused);
  expect(isForgeable(post({ secFetchSite, origin: 'http://evil.example' }))).toBe(refused);
});

it.each([
  ['http://watch.example:3000', 'watch.example:3000', false],
  ['https://watch.example', 'watch.example', false],
  ['https://watch.example', 'watch.example:443', false],
  ['http://watch.example', 'watch.example:80', false],
  ['http://WATCH.example:3000', 'watch.EXAMPLE:3000', false],
  ['http://watch.example:3001', 'watch.example:3000', true],
  ['http://watch.example.evil.example', 'watch.example', true],
  ['http://evil.example', 'watch.example', true],
  ['null', 'watch.example', true],
  ['', 'watch.example', true],
  ['http://watch.example', undefined, true],
])('Origin "%s" at host %s → refused: %s', (origin, host, refused) => {
  expect(isForgeable(post({ origin, host }))).toBe(refused);
});

it('trusts programs, which send neither', () => {
  expect(isForgeable(post({}))).toBe(false);
});

it.each(['GET', 'HEAD', 'OPTIONS'])('lets %s through: it changes nothing', (method) => {
  expect(isForgeable(post({ method, secFetchSite: 'cross-site' }))).toBe(false);
});

it.each(['PUT', 'PATCH', 'DELETE', 'QUERY'])('guards %s', (method) => {
  expect(isForgeable(post({ method, secFetchSite: 'cross-site' }))).toBe(true);
});
