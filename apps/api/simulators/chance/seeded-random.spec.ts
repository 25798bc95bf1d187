import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lognormal, normal, pick, poisson, seededRandom, uuidFrom } from './seeded-random';

const many = <T>(amount: number, make: () => T): T[] => Array.from({ length: amount }, make);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('seeded random', () => {
  it('gives the same sequence for the same names, within [0, 1)', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer()), { minLength: 1 }), (names) => {
        const first = many(20, seededRandom(...names));
        expect(many(20, seededRandom(...names))).toEqual(first);
        expect(first.every((value) => value >= 0 && value < 1)).toBe(true);
      }),
    );
  });

  it('gives other sequences for other names', () => {
    expect(many(5, seededRandom('a', 1))).not.toEqual(many(5, seededRandom('a', 2)));
  });

  it('is spread evenly', () => {
    const values = many(20_000, seededRandom('even'));
    const tenths = Array.from(
      { length: 10 },
      (_, i) => values.filter((v) => Math.floor(v * 10) === i).length,
    );
    for (const tenth of tenths) expect(Math.abs(tenth - 2_000)).toBeLessThan(200);
  });

  it('makes UUIDs of version 4', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(uuidFrom(seededRandom(name))).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });
});

describe('distributions', () => {
  it('have the moments they promise', () => {
    const random = seededRandom('moments');
    expect(mean(many(20_000, () => normal(random)))).toBeCloseTo(0, 1);
    expect(mean(many(20_000, () => normal(random) ** 2))).toBeCloseTo(1, 1);
    expect(mean(many(5_000, () => poisson(random, 12)))).toBeCloseTo(12, 0);
    expect(Math.abs(mean(many(2_000, () => poisson(random, 600))) - 600)).toBeLessThan(3);
    const durations = many(20_000, () => lognormal(random, 75, 0.82)).toSorted((a, b) => a - b);
    expect(Math.abs(durations[10_000]! - 75)).toBeLessThan(3);
    expect(Math.abs(durations[19_000]! - 289)).toBeLessThan(15);
  });

  it('picks as the weights say', () => {
    const random = seededRandom('weights');
    const picks = many(10_000, () => pick(random, { often: 9, seldom: 1, never: 0 }));
    const share = (name: string) => picks.filter((picked) => picked === name).length / picks.length;
    expect(share('often')).toBeCloseTo(0.9, 1);
    expect(share('seldom')).toBeCloseTo(0.1, 1);
    expect(share('never')).toBe(0);
  });
});
