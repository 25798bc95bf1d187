import { describe, expect, it } from '@jest/globals';
import type { ExternalServiceKey } from '@watchroom/contracts';
import { type ExternalServiceState, latestOf } from './external-service-state';

const state = (key: ExternalServiceKey, ...probedAt: number[]): ExternalServiceState => ({
  key,
  status: 'operational',
  reason: 'answered',
  since: new Date(0),
  history: {
    recent: probedAt.map((at) => ({
      at: new Date(at),
      outcome: { kind: 'answered', latencyMs: 1 },
      offline: false,
    })),
    isDown: false,
    pausedUntil: null,
  },
});

describe('the latest of two memories', () => {
  it('is told service by service', () => {
    const [stored, own] = [
      [state('daily_co', 1, 5), state('livekit', 2)],
      [state('daily_co', 4), state('livekit', 2, 3), state('beyond_presence', 1)],
    ];
    expect(latestOf(stored, own)).toEqual([stored[0], own[1], own[2]]);
    expect(new Set(latestOf(own, stored))).toEqual(new Set(latestOf(stored, own)));
  });

  it('is the first one at the same time, and what has no probe is never the later one', () => {
    const [stored, own] = [state('daily_co', 5), state('daily_co', 5)];
    expect(latestOf([stored], [own])[0]).toBe(stored);
    expect(latestOf([stored], [state('daily_co')])[0]).toBe(stored);
  });
});
