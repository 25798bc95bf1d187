import { describe, expect, it } from '@jest/globals';
import { EVENT_KINDS, type MonitoringEvent } from '@watchroom/contracts';
import { DomainError } from '../domain-error';
import { describeEvent } from './describe-event';
import { cursorText, eventQuestionOf } from './event-question';
import type { RecordedEvent } from './recorded-event';
import { at, recorded } from './testing/some-events';

const NOW = new Date('2026-11-23T12:00:00Z');

describe('an event in words', () => {
  it.each<[Partial<RecordedEvent>, Partial<MonitoringEvent>]>([
    [
      {
        kind: 'health',
        subject: 'system',
        from: 'healthy',
        to: 'critical',
        told: { detail: 'LiveKit is down. Call it.' },
      },
      {
        health: 'critical',
        sentence: 'System health is critical: LiveKit is down.',
        href: '/admin/dashboard#system-health',
      },
    ],
    [
      {
        kind: 'health',
        subject: 'system',
        from: 'critical',
        to: 'healthy',
        told: { detail: 'All is fine.' },
      },
      { health: 'healthy', sentence: 'System health is healthy again: All is fine.' },
    ],
    [
      {
        kind: 'limit',
        subject: 'error_rate',
        from: 'healthy',
        to: 'degraded',
        told: { detail: '3 % failed.' },
      },
      {
        health: 'degraded',
        sentence: 'Error rate is above its warning limit: 3 % failed.',
        href: '/admin/dashboard#error-rate',
      },
    ],
    [
      { kind: 'limit', subject: 'response_time_p95', from: 'degraded', to: 'healthy' },
      {
        health: 'healthy',
        sentence: 'API response time is under its limits again.',
        href: '/admin/dashboard#api-response-time',
      },
    ],
    [
      { kind: 'limit', subject: 'response_time_p95', from: 'unknown', to: 'healthy' },
      { health: 'healthy', sentence: 'API response time is under its limits.' }, // nothing says that it was above them
    ],
    [
      { kind: 'health', subject: 'system', from: 'unknown', to: 'healthy', told: { detail: 'All is fine.' } },
      { sentence: 'System health is healthy: All is fine.' },
    ],
    [
      {
        kind: 'pool',
        subject: 'database_pool',
        from: 'healthy',
        to: 'critical',
        told: { detail: '3 callers gave up.' },
      },
      {
        health: 'critical',
        sentence: 'Database pool is in trouble: 3 callers gave up.',
        href: '/admin/dashboard#database-pool',
      },
    ],
    [
      {
        kind: 'source',
        subject: 'own_data',
        from: 'healthy',
        to: 'degraded',
        told: { detail: 'Not reporting: a.' },
      },
      { health: 'degraded', sentence: 'Reporting sources are incomplete: Not reporting: a.' },
    ],
    [
      {
        kind: 'database',
        subject: 'database',
        from: 'healthy',
        to: 'critical',
        told: { detail: 'The database did not answer, or took no writes.' },
      },
      {
        health: 'critical',
        sentence: 'Database is unreachable: The database did not answer, or took no writes.',
        href: '/admin/dashboard#database-pool',
      },
    ],
    [
      {
        kind: 'database',
        subject: 'database',
        from: 'critical',
        to: 'healthy',
        told: { detail: 'It was away for 36 seconds.' },
      },
      { health: 'healthy', sentence: 'Database is reachable again: It was away for 36 seconds.' },
    ],
    [
      {
        kind: 'error_hour',
        subject: 'error_rate',
        from: 'ok',
        to: 'critical',
        told: { start: '2026-11-23T10:00:00.000Z', requests: '2000', errors: '142' },
      },
      {
        health: 'critical',
        sentence: 'In the hour from 10:00 UTC 7.1 % of the requests failed: above the critical limit.',
        href: '/admin/errors/2026-11-23T10:00:00.000Z',
      },
    ],
    [
      {
        kind: 'error_hour',
        subject: 'error_rate',
        from: 'critical',
        to: 'warning',
        told: { start: '2026-11-23T11:00:00.000Z', requests: '100', errors: '3' },
      },
      {
        health: 'degraded',
        sentence: 'In the hour from 11:00 UTC 3 % of the requests failed: above the warning limit only.',
      },
    ],
    [
      {
        kind: 'error_hour',
        subject: 'error_rate',
        from: 'warning',
        to: 'ok',
        told: { start: '2026-11-23T12:00:00.000Z', requests: '100', errors: '0' },
      },
      {
        health: 'healthy',
        sentence: 'In the hour from 12:00 UTC 0 % of the requests failed: under the warning limit again.',
      },
    ],
    [
      { kind: 'certificate', subject: 'certificates', from: 'degraded', to: null },
      { health: 'unknown', sentence: 'TLS certificates are judged no more.' },
    ],
    [
      { from: 'operational', to: 'down', told: { reason: 'failing' } },
      {
        health: 'critical',
        sentence: 'LiveKit is down: it failed three times in a row.',
        href: '/admin/services/livekit',
      },
    ],
    [
      { from: 'down', to: 'operational', told: { reason: 'answered' } },
      { health: 'healthy', sentence: 'LiveKit answers as it should again.' },
    ],
    [
      { kind: 'verdict', from: 'agreed_fine', to: 'undeclared_trouble' },
      { health: 'degraded', sentence: 'LiveKit has trouble that it does not declare: call its support.' },
    ],
    [
      { kind: 'vendor_incident', to: 'begun', told: { incident_kind: 'incident', title: 'Frankfurt' } },
      { health: 'degraded', sentence: 'LiveKit declares the incident “Frankfurt”.' },
    ],
    [
      {
        kind: 'vendor_incident',
        from: 'begun',
        to: 'ended',
        told: { incident_kind: 'maintenance', title: 'Disks' },
      },
      { health: 'healthy', sentence: 'LiveKit tells that its maintenance “Disks” is over.' },
    ],
    [
      { kind: 'webhooks', from: 'heard', to: 'silent', told: { hours: '24' } },
      { health: 'degraded', sentence: 'No webhook of LiveKit has come for 24 hours.' },
    ],
    [
      { kind: 'webhooks', from: 'sent', to: 'not_sent' },
      { health: 'degraded', sentence: 'LiveKit sends no webhooks here any more: switch them on there.' },
    ],
  ])('%j', (more, expected) => expect(describeEvent(recorded(more))).toMatchObject(expected));
});

describe('a question', () => {
  const limit = 50;
  it('asks for the last day of every kind by itself, and for nothing that is to come', () => {
    const day = {
      from: new Date('2026-11-22T12:00:00Z'),
      to: NOW,
      before: null,
      kinds: EVENT_KINDS,
      most: 50,
    };
    expect(eventQuestionOf({ limit }, NOW)).toEqual(day);
    expect(eventQuestionOf({ limit, to: '2026-12-01T00:00:00Z' }, NOW).to).toEqual(NOW);
  });
  it('goes on where its cursor stands', () => {
    const place = { at: at(7), id: 'health:system' };
    expect(eventQuestionOf({ limit, before: cursorText(place) }, NOW).before).toEqual(place);
  });
  it.each([
    ['from', { from: '2026-11-23T12:00:00Z' }, /from must lie before to/],
    ['from', { from: '2025-01-01T00:00:00Z' }, /kept for 400 days/],
    ['before', { before: 'yesterday' }, /use `next`/],
    ['before', { before: '2026-11-23T10:00:00.000Z~' }, /use `next`/],
    ['before', { before: "2026-11-23T10:00:00.000Z~a'b" }, /use `next`/],
  ])('refuses a faulty %s: %j', (field, request, words) => {
    const ask = () => eventQuestionOf({ limit, ...request }, NOW);
    expect(ask).toThrow(words);
    expect(ask).toThrow(
      expect.objectContaining({
        code: 'invalid',
        more: { faults: [{ field, detail: expect.any(String) }] },
      }) as unknown as DomainError,
    );
  });
});
