import { describe, expect, it } from '@jest/globals';
import { type VendorIncident, type Witness, WITNESS_VERDICTS, type Witnesses } from '@watchroom/contracts';
import { ago, NOON } from '../../testing/metrics';
import { incidentView } from './incident-text';
import { lampsOf, toneOfVerdict, VERDICT_WORDS } from './service-words';

const witness = (state: Witness['state'], seconds: number | null = 12): Witness => ({
  state,
  detail: 'Since 11:59:00 UTC.',
  as_of: seconds === null ? null : ago(seconds),
});
const witnesses = (...[vendor, probe, sessions]: Witness['state'][]): Witnesses => ({
  vendor_says: witness(vendor!),
  probe_sees: witness(probe!),
  sessions_feel: witness(sessions!, null),
});

describe('witnesses', () => {
  it('are three lamps, each with its word and its age', () =>
    expect(lampsOf(witnesses('trouble', 'down', 'unknown'), NOON)).toMatchObject([
      { name: 'Vendor says', tone: 'warning', word: 'trouble', age: '12 s ago' },
      { name: 'Probe sees', tone: 'critical', word: 'down', age: '12 s ago' },
      { name: 'Sessions feel', tone: 'unknown', word: 'unknown', age: 'never' },
    ]));

  it('are unknown before they are heard', () =>
    expect(lampsOf(null, NOON).map(({ tone, age }) => [tone, age])).toEqual(
      Array(3).fill(['unknown', 'never']),
    ));

  it.each([
    ['agreed_fine', witnesses('fine', 'fine', 'unknown'), 'ok'],
    ['agreed_down', witnesses('down', 'down', 'unknown'), 'critical'],
    ['agreed_down', witnesses('down', 'trouble', 'fine'), 'warning'],
    ['agreed_down', witnesses('fine', 'fine', 'down'), 'critical'],
    ['undeclared_trouble', witnesses('fine', 'down', 'fine'), 'critical'],
    ['undeclared_trouble', witnesses('fine', 'trouble', 'fine'), 'warning'],
    ['media_trouble', witnesses('fine', 'fine', 'down'), 'critical'],
    ['throttled', witnesses('fine', 'down', 'down'), 'warning'],
    ['blocked', witnesses('fine', 'down', 'down'), 'warning'],
    ['blind', witnesses('down', 'down', 'down'), 'unknown'],
    ['agreed_down', null, 'warning'],
    ['media_trouble', witnesses('fine', 'fine', 'trouble'), 'warning'],
    ['declared_not_felt', witnesses('down', 'fine', 'fine'), 'warning'],
    ['blind', null, 'unknown'],
    ['misconfigured', null, 'unknown'],
  ] as const)('make of %s the tone of what was felt', (verdict, heard, tone) =>
    expect(toneOfVerdict(verdict, heard)).toBe(tone),
  );
});

it('have a word each, and no two verdicts the same', () => {
  const words = WITNESS_VERDICTS.map((verdict) => VERDICT_WORDS[verdict]);
  expect(new Set(words).size).toBe(WITNESS_VERDICTS.length);
  expect(words.every((word) => word.length > 8)).toBe(true);
});

it('say what they said, at the times of the reader; before that, that nothing was heard', () => {
  const heard = { ...witnesses('fine', 'fine', 'fine'), vendor_says: witness('fine') };
  expect(lampsOf(heard, NOON).map(({ tone, detail }) => [tone, detail])[0]).toEqual([
    'ok',
    'Since 12:59:00.',
  ]);
  expect(lampsOf(null, NOON)[0]).toMatchObject({ word: 'unknown', detail: 'Not heard yet.' });
});

describe('incidents', () => {
  const incident = (more: Partial<VendorIncident>): VendorIncident => ({
    id: 'a',
    kind: 'incident',
    title: 'Media in Frankfurt',
    impact: 'major',
    status: 'investigating',
    started_at: ago(3600),
    resolved_at: null,
    scheduled_for: null,
    scheduled_until: null,
    url: null,
    ...more,
  });

  it.each([
    [{}, 'critical', 'Major incident, investigating', /^since \d\d:00$/],
    [{ resolved_at: ago(60), status: 'resolved' }, 'ok', 'Major incident, resolved', /^\d\d:00 to \d\d:59$/],
    [{ impact: 'unknown', started_at: null }, 'unknown', 'Incident, investigating', /^since not told$/],
    [{ impact: 'none' }, 'unknown', 'Incident, investigating', /^since/],
    [{ impact: 'minor' }, 'warning', 'Minor incident, investigating', /^since/],
    [{ impact: 'critical' }, 'critical', 'Critical incident, investigating', /^since/],
    [
      { kind: 'maintenance', impact: 'maintenance', status: 'scheduled', scheduled_for: ago(60) },
      'warning',
      'Maintenance, scheduled',
      /^planned for \d\d:59$/,
    ],
    [
      { kind: 'maintenance', impact: 'maintenance', status: 'verifying' },
      'warning',
      'Maintenance, verifying',
      /^since \d\d:00$/,
    ],
    [{ scheduled_for: ago(60) }, 'critical', 'Major incident, investigating', /^since \d\d:00$/],
    [
      {
        kind: 'maintenance',
        impact: 'maintenance',
        status: 'in_progress',
        scheduled_for: ago(60),
        scheduled_until: ago(-3600),
      },
      'warning',
      'Maintenance, in progress',
      /^planned for .* to /,
    ],
  ] as const)('tell %j', (more, tone, word, times) =>
    expect(incidentView(incident(more), NOON)).toMatchObject({
      tone,
      word,
      times: expect.stringMatching(times),
    }),
  );
});
