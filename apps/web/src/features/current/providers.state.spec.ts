import { describe, expect, it } from '@jest/globals';
import type { CurrentMetrics, OpenSessions } from '@watchroom/contracts';
import { ApiError } from '../../lib/api-error';
import { csvOf } from '../../lib/csv';
import { ago, NOON, reading, someCurrent, someEvidence, someOpenSessions } from '../../testing/metrics';
import { providersSheet } from './providers-sheet';
import { providersState, rowsOf } from './providers.state';

const open = (
  active_by_provider: Partial<OpenSessions['active_by_provider']>,
  active_with_avatar: number | null = null,
): OpenSessions => {
  const carried = { daily_co: 0, livekit: 0, beyond_presence: 0, unknown: 0, ...active_by_provider };
  const active = Object.values(carried).reduce((sum, count) => sum + count, 0);
  return { ...someOpenSessions(active), active_by_provider: carried, active_with_avatar };
};
const state = (more: Partial<CurrentMetrics>, of = {}) =>
  providersState(reading(someCurrent({ as_of: ago(1), ...more }), of), NOON);
const basis = (sessions: OpenSessions) =>
  (state({ open_sessions: sessions }) as { value: { basis: string } }).value.basis;

describe('active sessions by provider', () => {
  it('are rows in the order of the services, as long as they are many', () =>
    expect(rowsOf(open({ daily_co: 4, livekit: 8, beyond_presence: 2 }))).toEqual([
      { provider: 'daily_co', name: 'Daily.co', count: 4, asAvatar: 0, share: 0.5 },
      { provider: 'livekit', name: 'LiveKit', count: 8, asAvatar: 0, share: 1 },
      { provider: 'beyond_presence', name: 'Beyond Presence', count: 2, asAvatar: 0, share: 0.25 },
    ]));

  it('are as long as can be where the most is one', () =>
    expect(rowsOf(open({ livekit: 1 })).map(({ share }) => share)).toEqual([0, 1, 0]));

  it('guess nothing: where nobody told, a row says so', () =>
    expect(rowsOf(open({ unknown: 3 })).map(({ name, count }) => [name, count])).toEqual([
      ['Daily.co', 0],
      ['LiveKit', 0],
      ['Beyond Presence', 0],
      ['Not told', 3],
    ]));

  it('count a session with an avatar for both who are needed, and say so', () => {
    const both = open({ livekit: 8, beyond_presence: 1 }, 3);
    expect(rowsOf(both).map(({ count, asAvatar }) => [count, asAvatar])).toEqual([
      [0, 0],
      [8, 0],
      [4, 3],
    ]);
    expect(basis(both)).toBe('9 active sessions, now; 3 with an avatar count in two rows');
    expect(basis(open({ livekit: 1 }, 1))).toBe('1 active session, now; 1 with an avatar counts in two rows');
    for (const none of [null, 0]) expect(basis(open({ livekit: 8 }, none))).toBe('8 active sessions, now');
  });

  it('have bars of no length without a session', () =>
    expect(rowsOf(open({})).map(({ share }) => share)).toEqual([0, 0, 0]));

  it('are taken along with what is of avatars alone', () =>
    expect(csvOf(providersSheet(rowsOf(open({ livekit: 8, unknown: 1 }, 2))))).toContain(
      [
        'provider,active_sessions,of_these_avatar_only',
        'daily_co,0,0',
        'livekit,8,0',
        'beyond_presence,2,2',
        'unknown,1,0',
      ].join('\r\n'),
    ));

  const silent = (more: Parameters<typeof someEvidence>[0]) => ({
    evidence: { ...someCurrent().evidence, active_sessions_count: someEvidence(more) },
  });
  it.each<[string, Partial<CurrentMetrics>, object]>([
    ['sessions', {}, { kind: 'value' }],
    ['nobody in a session', { active_sessions_count: 0, open_sessions: open({}) }, { kind: 'zero' }],
    ['overdue reports', silent({ stale: true, newest_at: ago(5400) }), { kind: 'stale', ageSeconds: 5400 }],
    [
      'no report ever',
      silent({ newest_at: null }),
      { kind: 'blind', reason: 'No platform has reported a session yet.' },
    ],
    [
      'what cannot be counted',
      { open_sessions: null },
      { kind: 'blind', reason: 'The sessions cannot be counted at the moment.' },
    ],
  ])('tell %s', (_, more, expected) => expect(state(more)).toMatchObject(expected));

  it('keep their figures while the server is away', () =>
    expect(state({}, { failure: new ApiError('x', null) })).toMatchObject({
      kind: 'stale',
      value: { rows: expect.any(Array) as unknown },
    }));
});
