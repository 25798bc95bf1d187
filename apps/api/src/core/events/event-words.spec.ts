import { describe, expect, it } from '@jest/globals';
import { EVENT_KINDS, type EventKind, type SystemHealth } from '@watchroom/contracts';
import { describeEvent, healthOfWord } from './describe-event';
import { eventQuestionOf } from './event-question';
import type { RecordedEvent } from './recorded-event';

const NOW = new Date('2026-11-23T12:00:00Z');
const recorded = (more: Partial<RecordedEvent>): RecordedEvent => ({
  at: NOW,
  id: 'a',
  kind: 'service_status',
  subject: 'livekit',
  from: null,
  to: null,
  told: {},
  ...more,
});

const WORDS: [EventKind, Record<string, SystemHealth>][] = [
  ['service_status', { operational: 'healthy', degraded: 'degraded', down: 'critical', unknown: 'unknown' }],
  [
    'verdict',
    {
      agreed_fine: 'healthy',
      agreed_down: 'critical',
      undeclared_trouble: 'degraded',
      declared_not_felt: 'degraded',
      media_trouble: 'degraded',
      blind: 'unknown',
      misconfigured: 'unknown',
      throttled: 'degraded',
      blocked: 'degraded',
    },
  ],
  ['error_hour', { ok: 'healthy', warning: 'degraded', critical: 'critical' }],
  ['vendor_incident', { begun: 'degraded', ended: 'healthy' }],
  ['webhooks', { heard: 'healthy', sent: 'healthy', silent: 'degraded', not_sent: 'degraded' }],
  ['health', { healthy: 'healthy', degraded: 'degraded', critical: 'critical', unknown: 'unknown' }],
];
const all = WORDS.flatMap(([kind, words]) =>
  Object.entries(words).map(([word, health]) => [kind, word, health]),
);

describe('how bad a word is', () => {
  it.each(all as [EventKind, string, SystemHealth][])('%s %s: %s', (kind, word, health) => {
    expect(healthOfWord(kind, word)).toBe(health);
    expect(describeEvent(recorded({ kind, to: word, told: { start: NOW.toISOString() } })).health).toBe(
      health,
    );
  });

  it.each(['service_status', 'verdict', 'error_hour', 'health', 'limit'] as const)(
    'of %s that nobody knows is never fine',
    (kind) => {
      expect(healthOfWord(kind, 'of a later release')).toBe('unknown');
      expect(healthOfWord(kind, null)).toBeNull();
    },
  );
});

describe('a sentence', () => {
  it.each<[Partial<RecordedEvent>, string]>([
    [{ kind: 'webhooks', from: 'silent', to: 'heard' }, 'Webhooks of LiveKit come again.'],
    [{ kind: 'webhooks', to: 'sent' }, 'LiveKit sends its webhooks.'],
    [{ kind: 'webhooks', from: 'not_sent', to: 'sent' }, 'LiveKit sends its webhooks again.'],
    [{ kind: 'webhooks', to: 'not_sent' }, 'LiveKit sends no webhooks here: switch them on there.'],
    [
      { kind: 'vendor_incident', to: 'begun', told: { incident_kind: 'maintenance', title: 'Disks' } },
      'LiveKit has begun its maintenance “Disks”.',
    ],
    [{ to: 'down', told: {} }, 'LiveKit is down.'],
    [{ kind: 'verdict', to: 'of a later release' }, 'LiveKit: of a later release.'],
    [
      { kind: 'certificate', subject: 'certificates', to: 'degraded' },
      'TLS certificates are close to their end.',
    ],
    [{ kind: 'pool', subject: 'database_pool', to: 'healthy' }, 'Database pool is fine.'],
    [{ kind: 'pool', subject: 'database_pool', to: 'unknown' }, 'Database pool is not known.'],
    [{ kind: 'limit', subject: 'error_rate', to: 'degraded' }, 'Error rate is above its warning limit.'],
    [{ kind: 'health', subject: 'system', to: 'degraded' }, 'System health is degraded.'],
    [{ kind: 'source', subject: 'some_other', to: 'critical' }, 'some other is critical.'],
  ])('of %j', (more, sentence) => expect(describeEvent(recorded(more)).sentence).toBe(sentence));

  it.each<[Partial<RecordedEvent>, string]>([
    [{ kind: 'health', subject: 'system', to: 'critical' }, '#system-health'],
    [{ kind: 'source', subject: 'own_data', to: 'degraded' }, '#system-health'],
    [{ kind: 'limit', subject: 'response_time_p95', to: 'degraded' }, '#api-response-time'],
  ])('leads from %j to its tile', (more, tile) =>
    expect(describeEvent(recorded(more)).href).toBe(`/admin/dashboard${tile}`),
  );
});

describe('a question', () => {
  it('asks for what it names', () => {
    const from = '2026-11-20T00:00:00.000Z';
    const to = '2026-11-21T00:00:00.000Z';
    expect(eventQuestionOf({ limit: 7, from, to, kind: ['verdict'] }, NOW)).toEqual({
      from: new Date(from),
      to: new Date(to),
      before: null,
      kinds: ['verdict'],
      most: 7,
    });
    expect(eventQuestionOf({ limit: 7, to }, NOW).from).toEqual(new Date('2026-11-20T00:00:00.000Z'));
    expect(eventQuestionOf({ limit: 7 }, NOW).kinds).toEqual(EVENT_KINDS);
  });

  it('may reach back as far as changes are kept, and not further', () => {
    const oldest = NOW.getTime() - 400 * 86_400_000;
    const from = (atMs: number) => new Date(atMs).toISOString();
    expect(eventQuestionOf({ limit: 7, from: from(oldest) }, NOW).from).toEqual(new Date(oldest));
    expect(() => eventQuestionOf({ limit: 7, from: from(oldest - 1) }, NOW)).toThrow(/kept for 400 days/);
  });

  it.each(['', '~', '~a', 'a', '2026-11-23~a', '2026-02-30T10:00:00.000Z~a', '2026-11-23T10:00:00Z~a'])(
    'refuses the place %j',
    (before) => expect(() => eventQuestionOf({ limit: 7, before }, NOW)).toThrow(/use `next`/),
  );
});
