import { expect, it } from '@jest/globals';
import { isFigureBut } from './figure-keys';

it.each([
  [['metrics', 'sessions'], true],
  [['metrics', 'history', 'requests'], false],
  [['auth', 'me'], false],
  [[], false],
])('%j is a figure, and none over time: %s', (queryKey, isOne) =>
  expect(isFigureBut('history')({ queryKey })).toBe(isOne),
);
