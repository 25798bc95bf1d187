import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { added, type JudgedProbe, secondsBetween, type StateSeconds, totalOf } from './state-seconds';

const START = Date.parse('2026-11-23T00:00:00Z') / 1000;
const at = (second: number) => new Date((START + second) * 1000);
const probe = (second: number, status: JudgedProbe['status'], speaksFor = 60): JudgedProbe => ({
  at: at(second),
  status,
  speaksUntil: at(second + speaksFor),
});
const tally = (probes: JudgedProbe[], from: number, until: number) =>
  secondsBetween(probes, START + from, START + until);
const seconds = (more: Partial<StateSeconds>): StateSeconds => ({
  operational: 0,
  degraded: 0,
  down: 0,
  unobserved: 0,
  ...more,
});

describe('seconds in each state', () => {
  it.each<[string, JudgedProbe[], Partial<StateSeconds>]>([
    ['no probe', [], { unobserved: 300 }],
    ['before the first probe', [probe(270, 'operational')], { operational: 30, unobserved: 270 }],
    [
      'until the next one',
      [probe(0, 'operational'), probe(30, 'down'), probe(60, 'down', 500)],
      { operational: 30, down: 270 },
    ],
    ['no longer than it speaks', [probe(0, 'degraded')], { degraded: 60, unobserved: 240 }],
    ['one from before', [probe(-20, 'operational')], { operational: 40, unobserved: 260 }],
    ['one from long before', [probe(-70, 'operational')], { unobserved: 300 }],
    [
      'one that says nothing cuts the other short',
      [probe(0, 'operational'), probe(30, 'unknown')],
      { operational: 30, unobserved: 270 },
    ],
    [
      'one that was not judged',
      [probe(0, 'operational'), probe(30, null)],
      { operational: 30, unobserved: 270 },
    ],
    ['a wait that the vendor asked for', [probe(0, 'degraded', 250)], { degraded: 250, unobserved: 50 }],
    [
      'two within a second',
      [probe(0.2, 'down'), probe(0.7, 'operational')],
      { operational: 60, unobserved: 240 },
    ],
    ['after the end', [probe(400, 'down')], { unobserved: 300 }],
  ])('%s', (_when, probes, expected) => expect(tally(probes, 0, 300)).toEqual(seconds(expected)));

  const anyProbes = fc
    .array(
      fc.record({
        ms: fc.integer({ min: -100_000, max: 1_100_000 }),
        status: fc.constantFrom('operational', 'degraded', 'down', 'unknown', null),
        speaksMs: fc.integer({ min: 0, max: 200_000 }),
      }),
      { maxLength: 40 },
    )
    .map((probes) =>
      probes
        .toSorted((a, b) => a.ms - b.ms)
        .map(({ ms, status, speaksMs }): JudgedProbe => ({
          at: new Date(START * 1000 + ms),
          status,
          speaksUntil: new Date(START * 1000 + ms + speaksMs),
        })),
    );

  it('are all of the time together, whole and never negative', () =>
    fc.assert(
      fc.property(anyProbes, fc.nat(1000), (probes, until) => {
        const told = tally(probes, 0, until);
        expect(totalOf(told)).toBe(until);
        expect(Object.values(told).every((each) => Number.isInteger(each) && each >= 0)).toBe(true);
      }),
    ));

  it('are the same by any split of the time', () =>
    fc.assert(
      fc.property(
        anyProbes,
        fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 8 }),
        (probes, cuts) => {
          const edges = [0, ...cuts.toSorted((a, b) => a - b), 1000];
          const parts = edges.slice(1).map((until, index) => tally(probes, edges[index]!, until));
          expect(parts.reduce(added)).toEqual(tally(probes, 0, 1000));
        },
      ),
    ));
});
