import { describe, expect, it } from '@jest/globals';
import { incidentEffect, type OngoingIncident, tellingIncident } from './incident-effect';

const incident = (changes: Partial<OngoingIncident> = {}): OngoingIncident => ({
  id: 'one',
  kind: 'incident',
  title: 'Elevated errors',
  impact: 'major',
  status: 'investigating',
  started_at: '2026-11-23T10:04:00.000Z',
  resolved_at: null,
  scheduled_for: null,
  scheduled_until: null,
  url: null,
  since: new Date('2026-11-23T10:04:00Z'),
  before: { bad: 3, n: 60 },
  ...changes,
});

describe('the effect of an incident', () => {
  it('is the difference of the shares with its interval', () => {
    const effect = incidentEffect(incident(), { bad: 34, n: 80 });
    expect(effect).toMatchObject({
      incident: 'Elevated errors',
      since: '2026-11-23T10:04:00.000Z',
      before: { poor: 3, n: 60 },
      during: { poor: 34, n: 80 },
    });
    expect(effect.difference).toBeCloseTo(0.375, 10);
    expect(effect.interval![0]).toBeCloseTo(0.2403, 3);
    expect(effect.interval![1]).toBeCloseTo(0.4891, 3);
    expect(effect.detail).toBe(
      'Since 10:04 UTC 34 of 80 (43 %) of our sessions are poor, in the hour before 3 of 60 (5 %): ' +
        'our sessions are worse for it (difference +38 points, with 95 % certainty +24 points to +49 points).',
    );
  });

  it('is not proven while the interval holds zero', () => {
    expect(incidentEffect(incident(), { bad: 5, n: 60 }).detail).toMatch(
      /no effect on our sessions is proven/,
    );
    const before = { bad: 50, n: 60 };
    expect(incidentEffect(incident({ before }), { bad: 5, n: 60 }).detail).toMatch(/better than before/);
  });

  it('is not told by too few, nor where nobody was counting', () => {
    const unknown = { difference: null, interval: null };
    const few = incidentEffect(incident(), { bad: 19, n: 19 });
    expect(few).toMatchObject({ ...unknown, during: { poor: 19, n: 19 } });
    expect(few.detail).toMatch(/n = 60 before, 19 since/);
    expect(incidentEffect(incident({ before: null }), { bad: 30, n: 60 })).toMatchObject({
      ...unknown,
      detail: 'How our sessions were before it began was not counted: no comparison.',
    });
  });
});

describe('of several incidents', () => {
  it('the worst tells, of these the oldest', () => {
    const minor = incident({ id: 'minor', impact: 'minor', since: new Date(0) });
    const younger = incident({ id: 'younger', since: new Date('2026-11-23T10:30:00Z') });
    expect(tellingIncident([minor, younger, incident()])?.id).toBe('one');
    expect(tellingIncident([])).toBeNull();
  });
});
