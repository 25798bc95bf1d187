import { expect, it } from '@jest/globals';
import type { HistoryMetric } from '@watchroom/contracts';
import fc from 'fast-check';
import { type RequestRow, RequestTally } from '../history/request-tally';
import { Distribution } from '../latency/distribution';
import { foldQuarter, type HourRow } from './fold-quarter';

const START = Date.parse('2026-01-01T06:00:00Z');
const METRICS = ['error_rate', 'requests', 'response_time_p50', 'response_time_p95'] as const;

const encoded = (ms: readonly number[]): Buffer => {
  const distribution = new Distribution();
  for (const each of ms) distribution.record(each);
  return distribution.encode();
};

const hour = fc
  .record({
    ms: fc.array(fc.double({ min: 0.001, max: 1e5, noNaN: true }), { maxLength: 80 }),
    errors: fc.nat(5),
    observedMinutes: fc.integer({ min: 1, max: 60 }),
    state: fc.constantFrom('known', 'known', 'known', 'damaged', 'unknown'),
  })
  .map(({ ms, errors, observedMinutes, state }): HourRow => {
    const distribution = encoded(ms);
    if (state === 'damaged') distribution[1]! ^= 1;
    return {
      requests: ms.length,
      errors,
      observedMinutes,
      distribution: state === 'unknown' ? null : distribution,
    };
  });

const told = (metric: HistoryMetric, rows: readonly HourRow[]) => {
  const tally = new RequestTally(metric);
  for (const [i, { observedMinutes, ...row }] of rows.entries())
    tally.add({
      ...row,
      minutes: observedMinutes,
      start: new Date(START + i * 3_600_000),
    } satisfies RequestRow);
  return tally.measured();
};

it('tells of a quarter what its hours tell one by one, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(hour, { minLength: 1, maxLength: 6 }), (hours) => {
      const quarter = foldQuarter(hours);
      expect(foldQuarter(hours.toReversed())).toEqual(quarter);
      for (const metric of METRICS) expect(told(metric, [quarter])).toEqual(told(metric, hours));
    }),
    { numRuns: 400 },
  );
});
