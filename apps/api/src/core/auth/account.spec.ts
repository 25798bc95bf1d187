import { expect, it } from '@jest/globals';
import { normalisedEmail, passwordFault } from './account';

it('keeps addresses in lower case without spaces around', () => {
  expect(normalisedEmail(' Ada@Example.ORG ')).toBe('ada@example.org');
});

it('wants passwords of 12 to 1024 characters', () => {
  expect(passwordFault('x'.repeat(11))).toContain('at least 12');
  expect(passwordFault('x'.repeat(12))).toBeNull();
  expect(passwordFault('x'.repeat(1024))).toBeNull();
  expect(passwordFault('x'.repeat(1025))).toContain('1024');
});
