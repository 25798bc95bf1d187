import { expect, it } from '@jest/globals';
import { LIVE_MS, REFETCH_MS } from '../../lib/cadence';
import { verdictPace } from './verdict-pace';

const fine = { status: 'operational', verdict: 'agreed_fine' } as const;

it.each([
  [[fine, { status: 'unknown', verdict: null }] as const, REFETCH_MS],
  [[fine, { status: 'down', verdict: 'undeclared_trouble' }] as const, REFETCH_MS],
  [[fine, { status: 'down', verdict: 'agreed_fine' }] as const, LIVE_MS],
  [[fine, { status: 'operational', verdict: 'blind' }] as const, LIVE_MS],
  [[{ status: 'operational', verdict: null }] as const, REFETCH_MS],
  [[{ status: 'degraded', verdict: 'throttled' }] as const, REFETCH_MS],
  [[{ status: 'unknown', verdict: 'agreed_fine' }, fine] as const, LIVE_MS],
  [[] as const, REFETCH_MS],
])('of %j is %i ms', (details, pace) => {
  expect(verdictPace(details)).toBe(pace);
});
