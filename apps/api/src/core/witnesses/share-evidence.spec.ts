import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newcombeInterval, type ShareSeen, wilsonInterval } from './share-evidence';

const share = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }))
  .map(([a, b]): ShareSeen => ({ bad: Math.min(a, b), n: Math.max(a, b) }));

describe("Wilson's interval", () => {
  it.each([
    // Newcombe, Statistics in Medicine 17 (1998), 857–872, table I
    [{ bad: 81, n: 263 }, 0.2553, 0.3662],
    [{ bad: 15, n: 148 }, 0.0624, 0.1605],
    [{ bad: 0, n: 20 }, 0, 0.1611],
    [{ bad: 1, n: 29 }, 0.0061, 0.1718],
    [{ bad: 0, n: 0 }, 0, 1],
  ])('of %j is %f to %f', (seen, low, high) => {
    const [lower, upper] = wilsonInterval(seen);
    expect(lower).toBeCloseTo(low, 4);
    expect(upper).toBeCloseTo(high, 4);
  });

  it('holds the share, within what is possible', () => {
    fc.assert(
      fc.property(share, ({ bad, n }) => {
        const [low, high] = wilsonInterval({ bad, n });
        const p = n === 0 ? 0.5 : bad / n;
        expect(0 <= low && low <= p && p <= high && high <= 1).toBe(true);
      }),
    );
  });
});

describe("Newcombe's interval", () => {
  it.each([
    // the same author, ibid. 873–890, table II, method 10
    [{ bad: 48, n: 80 }, { bad: 56, n: 70 }, 0.0524, 0.3339],
    [{ bad: 3, n: 10 }, { bad: 9, n: 10 }, 0.1705, 0.809],
    [{ bad: 0, n: 10 }, { bad: 10, n: 10 }, 0.6075, 1],
  ])('from %j to %j is %f to %f', (before, after, low, high) => {
    const [lower, upper] = newcombeInterval(before, after);
    expect(lower).toBeCloseTo(low, 4);
    expect(upper).toBeCloseTo(high, 4);
  });

  it('turns its sign when before and after change places', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = newcombeInterval(a, b);
        const [back, forth] = newcombeInterval(b, a);
        expect(low).toBeCloseTo(-forth, 10);
        expect(high).toBeCloseTo(-back, 10);
      }),
    );
  });
});
