import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accountRule, addressRule, type Failures, type ThrottleRule } from './throttle';

const START = Date.UTC(2026, 0, 1);
const at = (seconds: number) => new Date(START + seconds * 1000);

/** Tries again as soon as it is allowed; the waits in seconds before each of `tries` failing tries. */
function waitsOf(rule: ThrottleRule, tries: number): number[] {
  let failures: Failures | null = null;
  let now = at(0);
  return Array.from({ length: tries }, () => {
    const waitMs = rule.waitMs(failures, now);
    now = new Date(now.getTime() + waitMs);
    failures = rule.afterFailure(failures, now);
    return waitMs / 1000;
  });
}

describe('the account rule', () => {
  it('gives five free tries, then doubles the delay from 1 s to 60 s', () => {
    expect(waitsOf(accountRule, 14)).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('forgets after an hour of quiet, not before', () => {
    const failures = { count: 20, lastAt: at(0) };
    expect(accountRule.afterFailure(failures, at(3600)).count).toBe(21);
    expect(accountRule.afterFailure(failures, at(3601)).count).toBe(1);
    expect(accountRule.waitMs(failures, at(3601))).toBe(0);
  });

  it('counts the rest of the delay from the last failure', () => {
    expect(accountRule.waitMs({ count: 7, lastAt: at(0) }, at(3))).toBe(1000);
    expect(accountRule.waitMs({ count: 7, lastAt: at(0) }, at(4))).toBe(0);
  });
});

describe('the address rule', () => {
  it('takes thirty failures at once, then one every 10 s', () => {
    const waits = waitsOf(addressRule, 33);
    expect(waits.slice(0, 30).every((wait) => wait === 0)).toBe(true);
    expect(waits.slice(30)).toEqual([10, 10, 10]);
  });

  it('drains while nobody fails', () => {
    expect(addressRule.afterFailure({ count: 30, lastAt: at(0) }, at(100)).count).toBe(21);
    expect(addressRule.afterFailure({ count: 30, lastAt: at(0) }, at(10_000)).count).toBe(1);
  });
});

describe.each([
  ['account', accountRule, 60_000],
  ['address', addressRule, 10_000],
])('the %s rule', (_, rule, longestMs) => {
  it('never makes anybody wait longer than its longest delay after a try that it allowed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 80 }), (pauses) => {
        let failures: Failures | null = null;
        let now = at(0);
        for (const pause of pauses) {
          now = new Date(now.getTime() + pause);
          const waitMs = rule.waitMs(failures, now);
          expect(waitMs).toBeLessThanOrEqual(longestMs);
          if (waitMs === 0) failures = rule.afterFailure(failures, now);
        }
      }),
    );
  });

  it('allows a try once the wait it told is over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (count) => {
        const failures = { count, lastAt: at(0) };
        const waitMs = rule.waitMs(failures, at(0));
        expect(rule.waitMs(failures, new Date(START + waitMs))).toBe(0);
      }),
    );
  });

  it('does not let a clock that was set back lengthen the wait', () => {
    const failures = { count: 29, lastAt: at(1000) };
    expect(rule.waitMs(failures, at(0))).toBe(rule.waitMs(failures, at(1000)));
  });
});
