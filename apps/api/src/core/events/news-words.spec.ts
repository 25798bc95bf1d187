import { expect, it } from '@jest/globals';
import type { EventKind, NewsLine } from '@watchroom/contracts';
import { describeEvent } from './describe-event';
import type { Track } from './event-tracks';
import { overSentence } from './news-words';

const AT = new Date('2026-11-23T10:00:00Z');

const over = (kind: EventKind, subject: string, more: Partial<Track> = {}): string =>
  overSentence({
    key: 'a',
    last: describeEvent({ at: AT, id: 'a', kind, subject, from: 'degraded', to: 'healthy', told: {} }),
    worst: 'critical',
    isOver: true,
    since: AT,
    until: AT,
    times: 1,
    badMs: 60_000,
    ...more,
  });

it.each([
  [30, '30 seconds'],
  [59.4, '59 seconds'],
  [59.6, '1 minute'],
  [60, '1 minute'],
  [89, '1 minute'],
  [90, '2 minutes'],
  [3570, '60 minutes'],
  [3600, '1 hour'],
  [5400, '2 hours'],
  [6900, '2 hours'],
  [47 * 3600, '47 hours'],
  [48 * 3600, '2 days'],
  [59 * 3600, '2 days'],
  [60 * 3600, '3 days'],
])('tells %s s as %s', (seconds, span) =>
  expect(over('service_status', 'daily_co', { badMs: seconds * 1000 })).toBe(
    `Daily.co was down for ${span}, and is fine again.`,
  ),
);

it.each<[EventKind, string, NewsLine['health'], string]>([
  ['health', 'system', 'critical', 'System health was critical'],
  ['health', 'system', 'degraded', 'System health was degraded'],
  ['health', 'system', 'unknown', 'System health was not known'],
  ['limit', 'error_rate', 'critical', 'Error rate was above its critical limit'],
  ['limit', 'error_rate', 'degraded', 'Error rate was above its warning limit'],
  ['database', 'database', 'critical', 'Database was unreachable'],
  ['database', 'database', 'degraded', 'Database was degraded'],
  ['pool', 'database_pool', 'critical', 'Database pool was in trouble'],
  ['pool', 'database_pool', 'degraded', 'Database pool was under strain'],
  ['service_status', 'livekit', 'degraded', 'LiveKit was degraded'],
  ['service_status', 'livekit', 'unknown', 'LiveKit was not known'],
])('tells of %s %s that was %s', (kind, subject, worst, sentence) =>
  expect(over(kind, subject, { worst })).toBe(`${sentence} for 1 minute, and is fine again.`),
);

it.each([
  [1, AT, 'LiveKit was down for 1 minute, and is fine again.'],
  [2, AT, 'LiveKit was down twice, for 1 minute in all, and is fine again.'],
  [3, AT, 'LiveKit was down 3 times, for 1 minute in all, and is fine again.'],
  [1, null, 'LiveKit is fine again; it was down when you last looked.'],
  [2, null, 'LiveKit was down twice, for 1 minute in all, and is fine again.'],
])('tells what happened %i times since %s', (times, since, sentence) =>
  expect(over('service_status', 'livekit', { times, since })).toBe(sentence),
);

it('has no other words for what its last event tells', () =>
  expect(over('vendor_incident', 'livekit')).toBe('LiveKit declares the incident “”.'));
