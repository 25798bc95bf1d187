import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HealthFacts } from './health-facts';
import { type HealthChange, judgeHealth, type StandingHealth } from './judge-health';
import { NOW, someFacts, somePool, someServices, someThresholds } from './testing/some-facts';

const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const NOTHING: StandingHealth = { verdicts: [], judgedAt: null };

interface Moment {
  second: number;
  facts: HealthFacts;
}

/** Judges these moments one after another; what is remembered passes from one to the next. */
function play(moments: Moment[], standing = NOTHING): { standing: StandingHealth; changes: HealthChange[] } {
  const changes: HealthChange[] = [];
  for (const { second, facts } of moments) {
    const judged = judgeHealth(standing, facts, someThresholds, at(second));
    if (judged === null) continue;
    changes.push(...judged.changes);
    standing = { verdicts: judged.verdicts, judgedAt: at(second) };
  }
  return { standing, changes };
}

const well = someFacts();
const livekitDown = someFacts({ externalServices: someServices({ livekit: 'down' }) });
const gaveUp = someFacts({ pool: { ...somePool, timeouts: 1 } });
const blind = someFacts({ telemetry: { newestAt: null, isStale: true } });
const failing = someFacts({ errorRate: { requests: 1000, errors: 80 } });

const told = ({ changes }: { changes: HealthChange[] }, input: HealthChange['input']) =>
  changes.filter((change) => change.input === input).map(({ from, to }) => [from, to]);

it('tells each first verdict, and the whole', () => {
  const first = play([{ second: 0, facts: livekitDown }]);
  expect(first.changes).toHaveLength(9);
  expect(first.changes.every(({ from }) => from === null)).toBe(true);
  expect(first.changes.find(({ input }) => input === 'system')).toMatchObject({
    to: 'degraded',
    value: 'livekit',
    detail: 'A sentence.',
  });
});

it('tells a change once, with its evidence, and its end', () => {
  const played = play([
    { second: 0, facts: well },
    { second: 2, facts: livekitDown },
    { second: 4, facts: livekitDown },
    { second: 6, facts: well },
  ]);
  expect(told(played, 'livekit').slice(1)).toEqual([
    ['healthy', 'degraded'],
    ['degraded', 'healthy'],
  ]);
  expect(told(played, 'system').slice(1)).toEqual(told(played, 'livekit').slice(1));
  expect(played.changes.find(({ to }) => to === 'degraded')).toMatchObject({
    at: at(2),
    input: 'livekit',
    value: 'down',
    limit: 'operational',
  });
});

it('tells when an input is one no more', () => {
  const { standing } = play([{ second: 0, facts: well }]);
  const later = play([{ second: 2, facts: someFacts({ inUse: ['daily_co'] }) }], standing);
  expect(told(later, 'livekit')).toEqual([['healthy', null]]);
});

it('holds a rate by what stood before: worse only after 30 s', () => {
  const second = (until: number) => Array.from({ length: until / 2 }, (_, nth) => 2 * nth + 2);
  const judged = (until: number) =>
    play([{ second: 0, facts: well }, ...second(until).map((each) => ({ second: each, facts: failing }))]);
  expect(told(judged(30), 'error_rate')).toEqual([[null, 'healthy']]);
  expect(told(judged(32), 'error_rate')).toEqual([
    [null, 'healthy'],
    ['healthy', 'critical'],
  ]);
});

it('was not left unjudged until it is overdue', () => {
  const { standing } = play([{ second: 0, facts: well }]);
  expect(play([{ second: 15, facts: well }], standing).changes).toEqual([]);
  expect(play([{ second: 15.001, facts: well }], standing).changes).toHaveLength(2);
});

it('tells of a stretch in which nobody judged', () => {
  const played = play([
    { second: 0, facts: well },
    { second: 600, facts: well },
  ]);
  const whole = played.changes.filter(({ input }) => input === 'system').slice(1);
  expect(whole.map((change) => [change.at, change.from, change.to])).toEqual([
    [at(15), 'healthy', 'unknown'],
    [at(600), 'unknown', 'healthy'],
  ]);
});

describe('an outage of the database', () => {
  const after = (second: number, ...outages: [since: number, until: number][]) => ({
    second,
    facts: someFacts({ outages: outages.map(([since, until]) => ({ since: at(since), until: at(until) })) }),
  });
  const of = (changes: HealthChange[], input: string) =>
    changes.filter((change) => change.input === input && change.from !== null);
  const lines = (changes: HealthChange[], input: string) =>
    of(changes, input).map((change) => [change.at, change.from, change.to, change.detail]);
  const start = { second: 0, facts: well };
  const AWAY = 'The database did not answer, or took no writes.';

  it('is told by the first judgement after it, once, with its end and what it was to the whole', () => {
    const { changes } = play([start, after(41, [4, 40]), after(43, [4, 40]), after(400, [4, 40])]);
    expect(lines(changes, 'database')).toEqual([
      [at(4), 'healthy', 'critical', AWAY],
      [at(40), 'critical', 'healthy', 'It was away for 36 seconds.'],
    ]);
    expect(lines(changes, 'system').slice(0, 2)).toEqual([
      [at(4), 'healthy', 'critical', AWAY],
      [at(41), 'critical', 'healthy', 'Everything that was measured is fine.'],
    ]);
    expect(of(changes, 'system')[0]).toMatchObject({ value: 'database', limit: null });
  });

  it('comes after a stretch in which nobody judged anyway', () => {
    const { changes } = play([start, after(100, [60, 99])]);
    expect(lines(changes, 'system').map(([when, , to]) => [when, to])).toEqual([
      [at(15), 'unknown'],
      [at(60), 'critical'],
      [at(100), 'healthy'],
    ]);
  });

  it('is told with what it was and what it is, in whole seconds, and never as none', () => {
    const { changes } = play([start, after(9, [4, 4.2])]);
    expect(of(changes, 'database')).toMatchObject([
      { value: 'unreachable', limit: 'reachable' },
      { value: 'reachable', limit: 'reachable', detail: 'It was away for 1 second.' },
    ]);
    expect(lines(play([start, after(9, [4, 5.6])]).changes, 'database').at(-1)?.[3]).toBe(
      'It was away for 2 seconds.',
    );
  });

  it('that ended at the moment of this judgement is told by it, and not by the next', () => {
    const { changes } = play([start, after(10, [4, 10]), after(12, [4, 10])]);
    expect(of(changes, 'database').map((change) => change.at)).toEqual([at(4), at(10)]);
  });

  it.each([
    ['ended before the last judgement', after(10, [-9, -4])],
    ['ended only after this one began', after(10, [4, 11])],
  ])('that %s is not told', (_, moment) => {
    expect(of(play([start, moment]).changes, 'database')).toEqual([]);
  });

  it('is one with another that nobody judged between, and apart from an earlier one', () => {
    const { changes } = play([start, after(9, [4, 8]), after(30, [4, 8], [14, 17], [19, 29])]);
    expect(of(changes, 'database').map((change) => change.at)).toEqual([at(4), at(8), at(14), at(29)]);
  });

  it('began no earlier than somebody could still judge', () => {
    const { changes } = play([start, after(9, [-3, 8])]);
    expect(of(changes, 'database').map((change) => change.at)).toEqual([
      new Date(at(0).getTime() + 1),
      at(8),
    ]);
  });
});

describe('judging', () => {
  const facts = fc.constantFrom(well, well, livekitDown, gaveUp, blind, failing);
  const steps = fc.array(fc.record({ facts, after: fc.constantFrom(1, 2, 2, 2, 30, 120) }), {
    minLength: 1,
    maxLength: 40,
  });
  const moments = steps.map((list) => {
    let second = 0;
    return list.map(({ facts: seen, after }) => ({ second: (second += after), facts: seen }));
  });

  it('any number of times, late or again, gives each change once', () => {
    fc.assert(
      fc.property(moments, fc.array(fc.tuple(fc.nat(), fc.nat(3))), (once, repeats) => {
        const again = once.flatMap((moment, index) => {
          const back = repeats.filter(([nth]) => nth % once.length === index).map(([, far]) => far);
          const late = back.map((far) => once[Math.max(0, index - far)]!);
          return [moment, ...late.filter(({ second }) => moment.second - second <= 15)];
        });
        expect(play(again)).toEqual(play(once));
      }),
    );
  });

  it('leaves a chain for each input: every change begins where the one before ended, and none is empty', () => {
    fc.assert(
      fc.property(moments, (sequence) => {
        const { standing, changes } = play(sequence);
        const last = new Map<string, HealthChange['to']>();
        for (const { input, from, to } of changes) {
          expect(from).toBe(last.get(input) ?? null);
          expect(to).not.toBe(from);
          last.set(input, to);
        }
        for (const { input, state } of standing.verdicts)
          expect(last.get(input)).toBe(state === 'fine' ? 'healthy' : state);
      }),
    );
  });
});

it.each([
  ['at the very moment', 0, false],
  ['a moment before', 0.001, false],
  ['as long before as a judgement may be old', 15, false],
  ['longer before', 15.001, true],
])('what was judged %s is judged again: %s s, %s', (_, ahead, again) => {
  const { standing } = play([{ second: ahead, facts: well }]);
  expect(judgeHealth(standing, livekitDown, someThresholds, at(0)) !== null).toBe(again);
});

it('is judged, not waited for, when the clock of the replica before was far ahead', () => {
  const { standing } = play([{ second: 3600, facts: well }]);
  expect(judgeHealth(standing, livekitDown, someThresholds, at(0))).not.toBeNull();
});
