import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../domain-error';
import { type HistoryRequest, questionOf } from './history-question';

const NOW = new Date('2026-11-23T10:20:30Z');
const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS).toISOString();
const request = (more: Partial<HistoryRequest> = {}): HistoryRequest => ({
  metric: 'error_rate',
  from: ago(24),
  to: NOW.toISOString(),
  step: 3600,
  ...more,
});
const refusal = (more: Partial<HistoryRequest>) => {
  try {
    questionOf(request(more), NOW);
  } catch (error) {
    if (error instanceof DomainError) return [error.code, error.more.faults?.[0]?.field, error.message];
    throw error;
  }
  return null;
};

describe('a question', () => {
  it('widens the range to whole steps', () => {
    const { grid, resolution } = questionOf(request(), NOW);
    expect([grid.startMs, grid.endMs].map((ms) => new Date(ms).toISOString())).toEqual([
      '2026-11-22T10:00:00.000Z',
      '2026-11-23T11:00:00.000Z',
    ]);
    expect([grid.count, resolution]).toEqual([25, 'hour']);
  });

  it('reads minutes for steps below an hour, hours from there on', () => {
    const resolution = (more: Partial<HistoryRequest>) => questionOf(request(more), NOW).resolution;
    expect([resolution({ step: 60 }), resolution({ step: 900 })]).toEqual(['minute', 'minute']);
    expect([resolution({ step: 3600 }), resolution({ step: 86_400, from: ago(400 * 24) })]).toEqual([
      'hour',
      'hour',
    ]);
  });

  it('may be of 48 hours by minute and of 400 days by a quarter of a day', () => {
    expect(questionOf(request({ step: 60, from: ago(48) }), NOW).grid.count).toBe(2881);
    expect(questionOf(request({ step: 21_600, from: ago(400 * 24) }), NOW).grid.count).toBe(1601);
  });

  it('reads minutes where a zone moves its clocks by half an hour: only some of its days begin at a full hour', () => {
    const now = new Date('2026-10-05T10:00:00Z');
    const from = '2026-10-03T14:00:00Z'; // Lord Howe goes from UTC+10:30 to UTC+11 in that night
    const days = { step: 86_400, from, to: now.toISOString() } as const;
    const { grid, resolution } = questionOf(request({ ...days, time_zone: 'Australia/Lord_Howe' }), now);
    expect([grid.startMs % HOUR_MS, grid.endMs % HOUR_MS, resolution]).toEqual([1_800_000, 0, 'minute']);
  });

  it('may be of the requests of one service', () =>
    expect(questionOf(request({ service: 'shop' }), NOW).service).toBe('shop'));

  it('may be of the sessions that need one provider, or of which nobody told one', () => {
    const provider = (more: Partial<HistoryRequest>) =>
      questionOf(request({ metric: 'active_sessions', ...more }), NOW).provider;
    expect([provider({}), provider({ provider: 'livekit' }), provider({ provider: 'unknown' })]).toEqual([
      null,
      'livekit',
      'unknown',
    ]);
  });

  it('may begin where it did when it was sent, some minutes ago', () => {
    const later = new Date('2026-11-23T10:59:59Z');
    expect(questionOf(request({ step: 60, from: ago(48) }), later).resolution).toBe('minute');
    expect(questionOf(request({ step: 86_400, from: ago(400 * 24) }), later).resolution).toBe('hour');
  });

  it('may be of days of any zone: of hours where days begin at a full hour, else of the minutes kept', () => {
    const berlin = questionOf(
      request({ step: 86_400, from: ago(390 * 24), time_zone: 'Europe/Berlin' }),
      NOW,
    );
    expect(berlin).toMatchObject({ resolution: 'hour', timeZone: 'Europe/Berlin' });
    const india = request({ step: 86_400, from: ago(24), time_zone: 'Asia/Kolkata' });
    expect(questionOf(india, NOW).resolution).toBe('minute');
  });

  it.each<[string, Partial<HistoryRequest>, string, RegExp]>([
    ['from after to', { from: ago(1), to: ago(2) }, 'from', /before to/],
    ['an empty range', { from: ago(1), to: ago(1) }, 'from', /before to/],
    ['minutes older than 48 h', { step: 900, from: ago(48.5), to: ago(47) }, 'step', /step=3600/],
    ['more than 400 days', { step: 86_400, from: ago(400 * 24 + 1) }, 'from', /2025-10-19T10:00:00/],
    ['400 days by the hour', { from: ago(400 * 24) }, 'step', /3000 steps/],
    ['a range without end', { to: '9999-12-31T00:00:00Z' }, 'step', /3000 steps/],
    ['the pool of a service', { metric: 'pool_wait_p95', service: 'shop' }, 'service', /leave service out/],
    ['sessions of a service', { metric: 'active_sessions', service: 'shop' }, 'service', /leave service out/],
    ['requests of a provider', { metric: 'requests', provider: 'livekit' }, 'provider', /leave provider out/],
    ['the quality of a provider', { metric: 'connection_quality', provider: 'unknown' }, 'provider', /leave/],
    ['a zone without days', { time_zone: 'Europe/Berlin' }, 'time_zone', /step=86400/],
    [
      'days at half past beyond the minutes',
      { step: 86_400, from: ago(72), time_zone: 'Asia/Kolkata' },
      'time_zone',
      /leave time_zone out/,
    ],
  ])('is refused for %s, with the cure', (_name, more, field, detail) => {
    expect(refusal(more)).toEqual(['invalid', field, expect.stringMatching(detail)]);
  });
});
