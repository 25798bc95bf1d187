import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeProbes } from './judge-probes';
import { answersAgain, NO_HISTORY, type ProbeHistory, remember } from './probe-history';
import { areWeOffline, type ProbeOutcome } from './probe-outcome';

const facts = { configured: true, intervalMs: 30_000, timeoutMs: 5_000 };
const start = Date.parse('2026-11-23T10:00:00Z');

const failed = (network: boolean): ProbeOutcome => ({
  kind: 'failed',
  failure: network ? 'dns' : 'status5xx',
  latencyMs: network ? null : 20,
  httpStatus: network ? null : 500,
  network,
});

/** One letter a probe: Answered, Slow, Failed, Throttled, Quota, Misconfigured, we were Offline. */
const OUTCOMES: Record<string, ProbeOutcome> = {
  A: { kind: 'answered', latencyMs: 120 },
  S: { kind: 'answered', latencyMs: 2_501 },
  F: failed(false),
  T: { kind: 'throttled', latencyMs: 20, retryAfterMs: null },
  Q: { kind: 'quota', latencyMs: 20 },
  M: { kind: 'misconfigured', latencyMs: 20, httpStatus: 401 },
  O: failed(true),
};

function historyOf(letters: string): ProbeHistory {
  return letters.split('').reduce<ProbeHistory>((history, letter, index) => {
    const at = new Date(start + index * facts.intervalMs);
    return remember(history, { at, outcome: OUTCOMES[letter]!, offline: letter === 'O' }, facts);
  }, NO_HISTORY);
}

function judged(letters: string, ageMs = 0, overrides: Partial<typeof facts> = {}): string {
  const now = new Date(start + (letters.length - 1) * facts.intervalMs + ageMs);
  const { status, reason } = judgeProbes(historyOf(letters), { ...facts, ...overrides }, now);
  return `${status} ${reason}`;
}

describe('a service that is asked without keys', () => {
  const outcomes = (...all: ProbeOutcome[]): ProbeHistory =>
    all.reduce<ProbeHistory>(
      (history, outcome) => remember(history, { at: new Date(start), outcome, offline: false }, facts),
      NO_HISTORY,
    );
  const reachable: ProbeOutcome = { kind: 'reachable', latencyMs: 80 };
  const judge = (history: ProbeHistory, configured: boolean, keyless: boolean) =>
    judgeProbes(history, { ...facts, configured, keyless }, new Date(start));

  it('is green only where the platform says that it works with it', () => {
    const named = { status: 'operational', reason: 'reachable_unverified' };
    expect(judge(outcomes(reachable), false, true)).toEqual(named);
    expect(judge(outcomes(reachable), true, true)).toEqual(named);
    expect(judge(outcomes(reachable), true, false)).toEqual({ ...named, status: 'unknown' });
    expect(judge(outcomes(reachable), false, false)).toEqual({ status: 'unknown', reason: 'not_configured' });
  });

  it('is slow, or fails, as any other', () => {
    expect(judge(outcomes({ kind: 'reachable', latencyMs: 2_501 }), false, true).reason).toBe('slow');
    expect(judge(outcomes(reachable, failed(false)), false, true).reason).toBe('failing_now_and_then');
    expect(judge(outcomes(failed(false), failed(false), failed(false)), false, true).status).toBe('down');
  });
});

describe('the status of an external service', () => {
  it.each([
    ['', 'unknown never_answered'],
    ['F', 'unknown never_answered'],
    ['FF', 'unknown never_answered'],
    ['FFF', 'down failing'],
    ['A', 'operational answered'],
    ['S', 'degraded slow'],
    ['SA', 'operational answered'],
    ['T', 'degraded throttled'],
    ['TA', 'operational answered'],
    ['Q', 'degraded quota_exhausted'],
    ['M', 'unknown misconfigured'],
    ['MMMM', 'unknown misconfigured'],
    ['AF', 'degraded failing_now_and_then'],
    ['AFF', 'degraded failing_now_and_then'],
    ['AFFF', 'down failing'],
    ['AFA', 'operational answered'],
    ['AFAFA', 'degraded failing_now_and_then'],
    ['FAFS', 'degraded failing_now_and_then'],
    ['FFTF', 'degraded failing_now_and_then'],
    ['FFMFF', 'degraded failing_now_and_then'],
    ['AFFFA', 'down failing'],
    ['AFFFAF', 'down failing'],
    ['AFFFAFAFAFAFAFAFAF', 'down failing'],
    ['AFFFAA', 'operational answered'],
    ['AFFFAAF', 'degraded failing_now_and_then'],
    ['FFFTT', 'degraded throttled'],
    ['FFFMM', 'unknown misconfigured'],
    ['O', 'unknown we_are_offline'],
    ['AOOO', 'unknown we_are_offline'],
    ['AOOOF', 'degraded failing_now_and_then'],
    ['AFFOF', 'down failing'],
    ['FFFOA', 'down failing'],
    ['FFFOAA', 'operational answered'],
    ['AFFFAAFA', 'operational answered'], // an outage that is over is told; one failure after it is no trend
    [`FAF${'A'.repeat(8)}`, 'operational answered'],
    [`AF${'O'.repeat(12)}FA`, 'degraded failing_now_and_then'],
    [`FAF${'A'.repeat(7)}`, 'degraded failing_now_and_then'],
    [`FAF${'A'.repeat(9)}`, 'operational answered'],
  ])('after %s is %s', (letters, expected) => {
    expect(judged(letters)).toBe(expected);
  });

  it('is slow above half of the time limit', () => {
    expect(judged('S', 0, { timeoutMs: 6_000 })).toBe('operational answered');
    expect(judged('S', 0, { timeoutMs: 5_002 })).toBe('operational answered');
  });

  it.each(['A', 'FFF', 'M', 'O'])(
    'is unknown when the newest probe (%s) is older than two intervals',
    (letters) => {
      expect(judged(letters, 60_000)).not.toBe('unknown probe_overdue');
      expect(judged(letters, 60_001)).toBe('unknown probe_overdue');
    },
  );

  it('allows for a time limit that is longer than the interval', () => {
    expect(judged('A', 9_000, { intervalMs: 1_000 })).toBe('operational answered');
    expect(judged('A', 10_001, { intervalMs: 1_000 })).toBe('unknown probe_overdue');
  });

  it('is unknown when not configured, whatever was seen before', () => {
    expect(judged('FFF', 0, { configured: false })).toBe('unknown not_configured');
  });

  it('looks back over twenty intervals', () => {
    const remembered = (ageMs: number) => {
      const probe = { at: new Date(start + ageMs), outcome: OUTCOMES.A!, offline: false };
      return remember(historyOf('F'), probe, facts).recent.length;
    };
    expect([remembered(600_000), remembered(600_001)]).toEqual([2, 1]);
  });

  it('does not count old failures after a pause in which nobody asked', () => {
    const before = historyOf('AFF');
    const at = new Date(start + 24 * 3_600_000);
    const after = remember(before, { at, outcome: OUTCOMES.F!, offline: false }, facts);
    expect(judgeProbes(after, facts, at).status).not.toBe('down');
  });
});

it.each([
  ['', false],
  ['A', false],
  ['FFF', false],
  ['FFFA', true],
  ['FFFT', true],
  ['FFFAF', false],
  ['FFFAA', false],
])('after %s it answers again, and is still down by the rule: %p', (letters, expected) =>
  expect(answersAgain(historyOf(letters))).toBe(expected),
);

describe('a throttled service', () => {
  const throttledFor = (retryAfterMs: number | null) => ({
    at: new Date(start),
    outcome: { kind: 'throttled' as const, latencyMs: 9, retryAfterMs },
    offline: false,
  });
  const pauseOf = (history: ProbeHistory) => (history.pausedUntil?.getTime() ?? Number.NaN) - start;

  it('is left alone as long as it says, but not for longer than a quarter of an hour', () => {
    expect(pauseOf(remember(NO_HISTORY, throttledFor(120_000), facts))).toBe(120_000);
    expect(pauseOf(remember(NO_HISTORY, throttledFor(86_400_000), facts))).toBe(900_000);
  });

  it('keeps its status until two intervals after that wait', () => {
    const history = remember(NO_HISTORY, throttledFor(120_000), facts);
    const at = (ms: number) => judgeProbes(history, facts, new Date(start + ms)).reason;
    expect([at(119_000), at(180_000), at(180_001)]).toEqual(['throttled', 'throttled', 'probe_overdue']);
  });

  it('is asked at doubling intervals when it does not say, and normally once it answers', () => {
    const waits = ['T', 'TT', 'TTT', 'TTTT', 'TTTTTT'].map((letters) => {
      const newest = start + (letters.length - 1) * facts.intervalMs;
      return (historyOf(letters).pausedUntil!.getTime() - newest) / 1000;
    });
    expect(waits).toEqual([30, 60, 120, 240, 240]);
    expect(historyOf('TTA').pausedUntil).toBeNull();
  });
});

describe('in any order of outcomes', () => {
  // runs of failures and of answers among single letters, or hardly any text would go down or come up
  const letters = fc
    .array(fc.constantFrom('A', 'S', 'F', 'T', 'Q', 'M', 'O', 'FF', 'FFF', 'AA'), {
      minLength: 1,
      maxLength: 20,
    })
    .map((runs) => runs.join(''));
  const seen = (text: string) => text.replaceAll('O', '');

  it('goes down only with three failures in a row, and up only with two answers in a row', () => {
    fc.assert(
      fc.property(letters, (text) => {
        const [before, after] = [historyOf(text.slice(0, -1)).isDown, historyOf(text).isDown];
        if (!before && after) expect(seen(text)).toMatch(/FFF$/);
        if (before && !after) expect(seen(text)).toMatch(/[^F]{2}$/);
        if (!after) expect(seen(text)).not.toMatch(/FFF$/);
      }),
    );
  });

  it('is operational only right after an answer in time', () => {
    fc.assert(
      fc.property(letters, (text) => {
        if (judged(text).startsWith('operational')) expect(text).toMatch(/A$/);
      }),
    );
  });

  it('remembers a bounded number of probes, oldest first', () => {
    fc.assert(
      fc.property(letters, (text) => {
        const times = historyOf(text).recent.map(({ at }) => at.getTime());
        expect(times.length).toBeLessThanOrEqual(10);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('we are offline', () => {
  const { A, F, O } = OUTCOMES as { A: ProbeOutcome; F: ProbeOutcome; O: ProbeOutcome };
  it.each([
    ['all fail at the network level', [O, O, O], true],
    ['both of two do', [O, O], true],
    ['one of them answers', [O, O, A], false],
    ['one of them fails by itself', [O, F], false],
    ['only one was asked', [O], false],
    ['none was asked', [], false],
  ])('when %s: %j → %p', (_when, outcomes, expected) => {
    expect(areWeOffline(outcomes)).toBe(expected);
  });
});
