import { describe, expect, it } from '@jest/globals';
import { QUALITY_LEVELS, REPORTED_QUALITY } from './quality';
import { categoryOf, isSessionId } from './session-words';

describe('a category', () => {
  it.each([
    'Anxiety',
    'academic_stress',
    'Crisis (acute)',
    'Grief & loss',
    'Bien-être',
    'C++',
    'Mr. Right, and wrong.',
    '学业压力',
    'ADHD 2',
    '123 talk',
    'a',
    'x'.repeat(48),
  ])('may be %s', (label) => expect(categoryOf(label)).toBe(label));

  it.each([
    ['an address', 'someone@example.org'],
    ['a telephone number', 'call 5550'],
    ['a year of birth', 'Maria 1998'],
    ['a number in digits of another script', 'x ٠١٢٣'],
    ['longer than 48', 'x'.repeat(49)],
    ['empty', ''],
    ['a space', ' '],
    ['of a space before it', ' Anxiety'],
    ['of a space after it', 'Anxiety '],
    ['of two lines', 'Anxiety\nGrief'],
    ['markup', '<b>Anxiety</b>'],
    ['a formula', '=1+1'],
    ['a number', 7],
    ['null', null],
    ['a list', ['Anxiety']],
  ])('is none that is %s: %p', (_how, value) => expect(categoryOf(value)).toBeNull());

  it('is one in both spellings of an accented letter', () =>
    expect(categoryOf('Bien-e\u0302tre')).toBe('Bien-\u00eatre'));
});

describe('the id of a session', () => {
  const id = '0d6f0f4e-2f56-4a4e-9c39-9a4b8d2f0001';
  it.each([id, id.toUpperCase()])('is a UUID in any case: %s', (text) =>
    expect(isSessionId(text)).toBe(true),
  );
  it.each([`${id}0`, `0${id}`, id.slice(1), id.replaceAll('-', ''), `${id}\n`, `{${id}}`, 'x', 7, null])(
    'is not %p',
    (value) => expect(isSessionId(value)).toBe(false),
  );
});

it('maps each word of a vendor as it is defined, never by its number', () => {
  const words = (level: string | null) =>
    Object.entries(REPORTED_QUALITY).flatMap(([word, own]) => (own === level ? word : []));
  expect([...QUALITY_LEVELS, null].map(words)).toEqual([
    ['excellent'],
    ['good'],
    ['fair', 'warning', 'low'],
    ['poor', 'bad', 'very-low', 'lost'],
    ['unknown'],
  ]);
});
