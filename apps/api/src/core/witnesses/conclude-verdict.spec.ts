import { describe, expect, it } from '@jest/globals';
import type { WitnessState, WitnessVerdict } from '@watchroom/contracts';
import { concludeVerdict } from './conclude-verdict';
import {
  ago,
  endingsOf,
  NOW,
  pageSaying,
  probeSaying,
  qualityOf,
  someWitnessFacts,
  unreadablePage,
} from './testing/some-witness-facts';
import { NOTHING_FELT, type WitnessFacts } from './witness-facts';

const conclude = (changes: Partial<WitnessFacts> = {}) => concludeVerdict(someWitnessFacts(changes), NOW);

const PAGES = {
  fine: pageSaying('fine'),
  trouble: pageSaying('trouble'),
  down: pageSaying('down'),
  unclear: pageSaying('unknown'),
  unreadable: unreadablePage,
};
const PROBES = {
  fine: probeSaying('operational', 'answered'),
  slow: probeSaying('degraded', 'slow'),
  down: probeSaying('down', 'failing'),
  overdue: probeSaying('unknown', 'probe_overdue'),
};
const SESSIONS = { fine: qualityOf(2, 100), poor: qualityOf(60, 100), few: qualityOf(3, 3) };

describe('the verdict', () => {
  it.each<[keyof typeof PAGES, keyof typeof PROBES, keyof typeof SESSIONS, WitnessVerdict]>([
    ['fine', 'fine', 'fine', 'agreed_fine'],
    ['fine', 'fine', 'few', 'agreed_fine'],
    ['unclear', 'fine', 'fine', 'agreed_fine'],
    ['unreadable', 'fine', 'few', 'agreed_fine'],
    ['fine', 'overdue', 'fine', 'agreed_fine'],
    ['down', 'down', 'few', 'agreed_down'],
    ['trouble', 'down', 'poor', 'agreed_down'],
    ['trouble', 'slow', 'fine', 'agreed_down'],
    ['trouble', 'fine', 'poor', 'agreed_down'],
    ['trouble', 'overdue', 'poor', 'agreed_down'],
    ['fine', 'down', 'few', 'undeclared_trouble'],
    ['fine', 'slow', 'fine', 'undeclared_trouble'],
    ['unclear', 'down', 'fine', 'undeclared_trouble'],
    ['unreadable', 'down', 'few', 'undeclared_trouble'],
    ['fine', 'overdue', 'poor', 'undeclared_trouble'],
    ['fine', 'down', 'poor', 'undeclared_trouble'],
    ['trouble', 'fine', 'fine', 'declared_not_felt'],
    ['down', 'fine', 'few', 'declared_not_felt'],
    ['trouble', 'overdue', 'fine', 'declared_not_felt'],
    ['fine', 'fine', 'poor', 'media_trouble'],
    ['unclear', 'fine', 'poor', 'media_trouble'],
    ['unreadable', 'fine', 'poor', 'media_trouble'],
    ['fine', 'overdue', 'few', 'blind'],
    ['unreadable', 'overdue', 'few', 'blind'],
    ['down', 'overdue', 'few', 'blind'],
  ])('of a page %s, a probe %s and sessions %s is %s', (page, probe, sessions, verdict) => {
    const conclusion = conclude({ page: PAGES[page], probe: PROBES[probe], sessions: SESSIONS[sessions] });
    expect(conclusion?.verdict).toBe(verdict);
  });

  it('is none for a service that is never asked', () => {
    expect(conclude({ probe: probeSaying('unknown', 'not_configured') })).toBeNull();
  });

  it('is blindness, and nobody else’s fault, when we are offline', () => {
    const conclusion = conclude({ probe: probeSaying('unknown', 'we_are_offline'), sessions: SESSIONS.poor });
    expect(conclusion).toMatchObject({ verdict: 'blind', kind: 'fact' });
    expect(conclusion?.detail).toMatch(/Call whoever runs our network/);
  });

  it('is a matter of settings when the credentials are refused, and tells what the vendor declares beside it', () => {
    const probe = probeSaying('unknown', 'misconfigured');
    expect(conclude({ probe })).toMatchObject({ verdict: 'misconfigured', kind: 'fact' });
    expect(conclude({ probe, page: PAGES.down })?.detail).toMatch(/itself declares trouble/);
  });

  it.each(['throttled', 'quota_exhausted'] as const)('is throttling when we are %s', (reason) => {
    const probe = probeSaying('degraded', reason);
    expect(conclude({ probe })).toMatchObject({ verdict: 'throttled', kind: 'fact' });
    expect(conclude({ probe })?.witnesses.probe_sees.state).toBe('unknown');
  });

  it('does not hide poor sessions behind settings or throttling', () => {
    for (const reason of ['misconfigured', 'throttled'] as const)
      expect(conclude({ probe: probeSaying('unknown', reason), sessions: SESSIONS.poor })?.verdict).toBe(
        'undeclared_trouble',
      );
  });

  it('is blocked, not down, while what it needs is down', () => {
    const needs = { key: 'beyond_presence', brokenNeeds: ['livekit'] } as const;
    const blocked = conclude({ ...needs, sessions: SESSIONS.poor });
    expect(blocked).toMatchObject({ verdict: 'blocked', kind: 'fact' });
    expect(blocked?.detail).toMatch(/call LiveKit, not Beyond Presence/);
    expect(conclude({ ...needs, probe: PROBES.down })?.verdict).toBe('undeclared_trouble');
  });

  it('rests on a fact where the probe saw it down, else on what must hold', () => {
    expect(conclude({ probe: PROBES.down })?.kind).toBe('fact');
    expect(conclude({ probe: PROBES.down, page: PAGES.down })?.kind).toBe('fact');
    expect(conclude({ probe: PROBES.slow })?.kind).toBe('rate');
    expect(conclude({ sessions: SESSIONS.poor })?.kind).toBe('rate');
    expect(conclude({ probe: PROBES.slow, page: PAGES.down })?.kind).toBe('rate');
    expect(conclude({ sessions: SESSIONS.poor, page: PAGES.down })?.kind).toBe('rate');
  });
});

describe('the sentence', () => {
  it('says who sees what, and whom to call', () => {
    expect(conclude({ probe: PROBES.down })?.detail).toBe(
      'Our probe: The probe found it failing. Not declared: its status page does not say so. ' +
        'status.livekit.io says “All Systems Operational”. Report it to the support of LiveKit (status.livekit.io).',
    );
    expect(conclude()?.detail).toBe(
      'The vendor, our probe and our sessions say that LiveKit is fine; nobody contradicts.',
    );
    expect(conclude({ sessions: SESSIONS.few })?.detail).toBe(
      'The vendor and our probe say that LiveKit is fine; nobody contradicts. Too few sessions to say (n = 3).',
    );
    expect(conclude({ page: PAGES.unreadable, probe: PROBES.down })?.detail).toMatch(
      /Not declared: whether it says so itself cannot be read\. status\.livekit\.io cannot be read \(HTTP 404\)/,
    );
  });

  it('says of which of our own witnesses the trouble is, and of both', () => {
    const [probe, sessions] = [{ probe: PROBES.slow }, { sessions: SESSIONS.poor }];
    const beginning = (changes: Partial<WitnessFacts>) =>
      conclude({ page: PAGES.down, ...changes })?.detail.split(' LiveKit declares it: ')[0];
    const found = 'Our probe: The probe found it slow.';
    const felt = /^Our sessions: 60 of 100 sessions that reported .* are poor \(60 %; .*\)\.$/;
    expect(beginning(probe)).toBe(found);
    expect(beginning(sessions)).toMatch(felt);
    expect(beginning({ ...probe, ...sessions })?.slice(found.length + 1)).toMatch(felt);
  });

  it('names one witness alone as one, and the vendor’s own word only where it declares trouble', () => {
    expect(
      conclude({ page: PAGES.unreadable, sessions: SESSIONS.few })?.detail.startsWith(
        'Our probe says that LiveKit is fine; nobody contradicts. status.livekit.io cannot be read',
      ),
    ).toBe(true);
    const probe = probeSaying('unknown', 'misconfigured');
    expect(conclude({ probe })?.detail).not.toMatch(/declares/);
  });
});

describe('the witnesses', () => {
  const witnesses = (changes: Partial<WitnessFacts>) => conclude(changes)!.witnesses;

  it('know how old their word is', () => {
    expect(witnesses({})).toMatchObject({
      vendor_says: { as_of: ago(30).toISOString() },
      probe_sees: { as_of: ago(10).toISOString() },
      sessions_feel: { as_of: ago(5).toISOString() },
    });
    expect(witnesses({ sessions: NOTHING_FELT }).sessions_feel).toEqual({
      state: 'unknown',
      detail: 'Too few sessions to say (n = 0).',
      as_of: null,
    });
  });

  it('never take a page for green that was not read lately', () => {
    const old = { ...PAGES.fine, readAt: ago(151), fault: 'time-out' };
    expect(witnesses({ page: old }).vendor_says).toMatchObject({
      state: 'unknown',
      detail: 'status.livekit.io could not be read since 09:57:29 UTC (time-out).',
    });
    expect(witnesses({ page: { ...old, readAt: ago(150) } }).vendor_says.state).toBe('fine');
    expect(witnesses({ page: null }).vendor_says).toEqual({
      state: 'unknown',
      detail: 'status.livekit.io has not been read yet.',
      as_of: null,
    });
    expect(witnesses({ page: { ...old, fault: null } }).vendor_says.detail).toBe(
      'status.livekit.io could not be read since 09:57:29 UTC.',
    );
    expect(witnesses({ page: { ...PAGES.fine, claim: null } }).vendor_says.state).toBe('unknown');
  });

  it.each<[number, number, WitnessState]>([
    [19, 19, 'unknown'],
    [20, 20, 'trouble'],
    [6, 20, 'fine'], // 30 %, at least 14.5 %
    [7, 20, 'trouble'], // 35 %, at least 18.1 %
    [200, 1000, 'trouble'],
    [150, 1000, 'fine'],
  ])('find %i bad sessions of %i: %s', (bad, n, state) => {
    expect(witnesses({ sessions: qualityOf(bad, n) }).sessions_feel.state).toBe(state);
    expect(witnesses({ sessions: endingsOf({ bad, n }) }).sessions_feel.state).toBe(state);
  });

  it('feel as late as the later of reports and endings was heard', () => {
    const asOf = (quality: Date | null, endings: Date | null) =>
      witnesses({
        sessions: {
          ...NOTHING_FELT,
          quality: { bad: 2, n: 100, newestAt: quality },
          endings: { bad: 2, n: 100, newestAt: endings },
        },
      }).sessions_feel.as_of;
    expect([asOf(ago(9), ago(5)), asOf(ago(5), ago(9))]).toEqual([
      ago(5).toISOString(),
      ago(5).toISOString(),
    ]);
    expect([asOf(ago(9), null), asOf(null, ago(9)), asOf(null, null)]).toEqual([
      ago(9).toISOString(),
      ago(9).toISOString(),
      null,
    ]);
  });

  it('say of which there are too few: of what there is more', () => {
    expect(witnesses({ sessions: endingsOf({ bad: 3, n: 3 }) }).sessions_feel).toEqual({
      state: 'unknown',
      detail: 'Too few ended participations to say (n = 3).',
      as_of: ago(5).toISOString(),
    });
  });

  it('feel a missing avatar', () => {
    const missing = (rooms: number) => ({
      sessions: { ...NOTHING_FELT, avatarsMissing: { rooms, since: ago(60).toISOString() } },
    });
    expect(witnesses(missing(1)).sessions_feel.state).toBe('unknown');
    expect(witnesses(missing(2)).sessions_feel).toMatchObject({
      state: 'trouble',
      detail: '2 rooms with a person and no avatar, since 09:59:00 UTC.',
    });
  });
});
