import { expect, it } from '@jest/globals';
import { latencyOf, latencySince } from './probe-latency';

const NOW = new Date('2026-11-23T12:07:30Z');
const told = { start: '2026-11-23T11:50:00.000Z', answered: 19, failed: 1, p50_ms: 80, max_ms: 140 };

it('tells 24 hours by ten minutes, the last of them still filling', () => {
  const stretches = latencyOf([told], NOW);
  expect([stretches.length, stretches[0]?.start, stretches.at(-1)?.start]).toEqual([
    144,
    latencySince(NOW).toISOString(),
    '2026-11-23T12:00:00.000Z',
  ]);
  expect(stretches[142]).toEqual(told);
  expect(stretches[141]).toEqual({
    start: '2026-11-23T11:40:00.000Z',
    answered: 0,
    failed: 0,
    p50_ms: null,
    max_ms: null,
  });
});
