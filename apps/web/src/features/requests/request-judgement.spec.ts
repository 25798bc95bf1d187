import { describe, expect, it } from '@jest/globals';
import type { RequestNumbers } from '@watchroom/contracts';
import { someCurrent } from '../../testing/metrics';
import { someNumbers } from '../../testing/requests';
import { judgeP95, judgeRate, limitsText, standsOut } from './request-judgement';

const LIMITS = someCurrent().thresholds;

describe('how requests stand to the limits', () => {
  it.each<[Partial<RequestNumbers>, string, string]>([
    [{ error_rate: 0.02 }, 'ok', 'Below both thresholds'],
    [{ error_rate: 0.0201 }, 'warning', 'Above warning'],
    [{ error_rate: 0.05 }, 'warning', 'Above warning'],
    [{ error_rate: 0.0501 }, 'critical', 'Above critical'],
    [{ error_rate: 0.5, too_few: true }, 'unknown', 'Too few to judge'],
    [{ error_rate: 0, errors: 0, requests: 20, too_few: true }, 'ok', 'Below both thresholds'],
    [{ error_rate: 0, errors: 0, requests: 19, too_few: true }, 'unknown', 'Too few to judge'],
  ])('of the error rate of %j: %s', (more, tone, word) =>
    expect(judgeRate(someNumbers(more), LIMITS)).toEqual({ tone, word }),
  );

  it.each<[Partial<RequestNumbers>, string, string]>([
    [{ p95: 500 }, 'ok', 'Fast enough'],
    [{ p95: 500.1 }, 'warning', 'Slow'],
    [{ p95: 1000.1 }, 'critical', 'Too slow'],
    [{ p95: 5000, p95_too_few: true }, 'unknown', 'Too few to judge'],
  ])('of the p95 of %j: %s', (more, tone, word) =>
    expect(judgeP95(someNumbers(more), LIMITS)).toEqual({ tone, word }),
  );

  it('is not told where there is no number, or no limit is known', () => {
    expect(judgeRate(someNumbers({ error_rate: null }), LIMITS)).toBeNull();
    expect(judgeP95(someNumbers({ p95: null }), LIMITS)).toBeNull();
    expect(judgeRate(someNumbers({ error_rate: 1 }), undefined)).toBeNull();
    expect(judgeP95(someNumbers({ p95: 5000 }), undefined)).toBeNull();
  });

  it('is marked among many only where something is wrong', () => {
    const rates = [0.01, 0.03, 0.09].map((error_rate) => judgeRate(someNumbers({ error_rate }), LIMITS));
    expect([...rates, judgeRate(someNumbers({ too_few: true }), LIMITS), null].map(standsOut)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(limitsText(LIMITS)).toContain(
      'error rate above 2 % or 5 %, 1 in 20 slower than 500 ms or 1,000 ms',
    );
  });
});
