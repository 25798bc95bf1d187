import { expect, it } from '@jest/globals';
import { COMMON_CATEGORIES, knownCategory } from './known-category';

const reported = new Set(['Exam nerves']);

it.each([
  ['Exam nerves', 'Exam nerves'],
  ['Grief', 'Grief'],
  ['exam nerves', null],
  ['Jane doe', null],
  [null, null],
])('of %s is %s', (category, known) => {
  expect(knownCategory(category, reported)).toBe(known);
});

it('knows each common one without a report', () => {
  for (const category of COMMON_CATEGORIES) expect(knownCategory(category, new Set())).toBe(category);
});
