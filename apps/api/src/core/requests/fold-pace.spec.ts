import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FIRST_MARKS, nextMarks, restAfter } from './fold-pace';

describe('nextMarks', () => {
  it.each<[string, number, number, number]>([
    ['more, when a step was small', 8, 500, 16],
    ['fewer, when a step was large', 8, 40_000, 4],
    ['as many as fit', 8, 1_600, 10],
    ['more, when marks held no points at all', 8, 0, 16],
    ['never more than a transaction bears', 256, 10, 256],
    ['never none', 1, 1_000_000, 1],
  ])('takes %s', (_name, marks, points, next) => {
    expect(nextMarks(marks, points)).toBe(next);
  });

  it('comes to steps of about 2,000 points from wherever it starts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 2_000 }), (pointsAMark) => {
        let marks = FIRST_MARKS;
        for (let step = 0; step < 12; step++) marks = nextMarks(marks, marks * pointsAMark);
        expect(marks * pointsAMark).toBeLessThanOrEqual(2_048);
        expect((marks + 1) * pointsAMark).toBeGreaterThanOrEqual(2_000);
      }),
    );
  });
});

it('rests twice as long as it worked', () => {
  expect([restAfter(0), restAfter(500)]).toEqual([0, 1_000]);
});
