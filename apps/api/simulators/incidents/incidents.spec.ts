import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE_MS } from '../chance/rhythm';
import { usualMood } from '../requests/counselling-api';
import type { Weather } from '../sessions/session-play';
import { type StandIns, startStandIns } from '../stand-ins';
import { usualCalls } from '../webhooks/call-mood';
import { actsOn, type Stage } from './incident-acts';
import { type Acts, IncidentDirector } from './incident-director';
import { INCIDENT_NAMES, INCIDENTS, type IncidentName, secondsOf, spokenDuration } from './incident-kinds';
import { followSchedule, scheduledIncident } from './incident-schedule';

describe('incident director', () => {
  const said: string[] = [];
  let begun: string[];
  let director: IncidentDirector;

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-23T10:00:00Z') });
    begun = [];
    said.length = 0;
    const act = (name: string) => () => {
      begun.push(`+${name}`);
      return () => void begun.push(`-${name}`);
    };
    const acts = Object.fromEntries(INCIDENT_NAMES.map((name) => [name, act(name)])) as Acts;
    director = new IncidentDirector(acts, (line) => said.push(line));
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('ends an incident by itself', () => {
    director.play('slow-api', 60);
    expect(director.overview().playing).toEqual([
      { name: 'slow-api', started_at: '2026-11-23T10:00:00.000Z', ends_at: '2026-11-23T10:01:00.000Z' },
    ]);
    jest.advanceTimersByTime(60_000);

    expect(begun).toEqual(['+slow-api', '-slow-api']);
    expect(director.isQuiet).toBe(true);
    expect(said).toEqual([
      'The counselling service is slow (simulated).',
      'Over: The counselling service is slow (simulated).',
    ]);
  });

  it('begins an incident once and moves its end when it is asked for again', () => {
    director.play('slow-api', 60);
    jest.advanceTimersByTime(50_000);
    director.play('slow-api', 60);
    jest.advanceTimersByTime(50_000);
    expect(director.isQuiet).toBe(false);
    jest.advanceTimersByTime(10_000);

    expect(begun).toEqual(['+slow-api', '-slow-api']);
  });

  it('plays different ones together and ends them all', () => {
    director.play('slow-api', 60);
    director.play('livekit-down', 60);
    director.endAll();
    jest.advanceTimersByTime(60_000);

    expect(begun).toEqual(['+slow-api', '+livekit-down', '-slow-api', '-livekit-down']);
  });

  /** Lets the schedule run for so long, in no time. */
  async function follow(spanMs: number): Promise<void> {
    const ended = new AbortController();
    let left = spanMs;
    await followSchedule(director, ended.signal, async (ms) => {
      if (ms > left) ended.abort();
      jest.advanceTimersByTime(Math.min(ms, left));
      left -= ms;
    });
  }

  it('follows the schedule: quiet for ten minutes, then a short one every 15 to 20', async () => {
    await follow(10 * MINUTE_MS - 1);
    expect(begun).toEqual([]);
    await follow(70 * MINUTE_MS);
    const starts = begun.filter((entry) => entry.startsWith('+'));
    expect(starts.length).toBeGreaterThanOrEqual(3);
    expect(starts.length).toBeLessThanOrEqual(5);
  });

  it('leaves a scheduled incident out while another one plays', async () => {
    director.play('quality-drop', 3600);
    await follow(45 * MINUTE_MS);
    expect(begun).toEqual(['+quality-drop']);
  });
});

describe('schedule', () => {
  const round = Array.from({ length: 60 }, (_, index) => scheduledIncident(index));

  it('is the same at each start, gentle and complete', () => {
    expect(Array.from({ length: 60 }, (_, index) => scheduledIncident(index))).toEqual(round);
    expect(new Set(round.map(({ name }) => name))).toEqual(new Set(INCIDENT_NAMES));
    expect(round[0]!.afterMs).toBeGreaterThanOrEqual(10 * MINUTE_MS);
    for (const { afterMs, seconds, name } of round.slice(1)) {
      expect(afterMs).toBeGreaterThanOrEqual(15 * MINUTE_MS);
      expect(afterMs).toBeLessThanOrEqual(20 * MINUTE_MS);
      expect(seconds).toBeLessThanOrEqual(Math.min(150, INCIDENTS[name].longestSeconds));
    }
  });

  it('lets an error burst, which colours a whole hour, come every second hour at most', () => {
    const bursts = round.flatMap(({ name }, index) => (name === 'error-burst' ? [index] : []));
    for (const [n, index] of bursts.slice(1).entries()) expect(index - bursts[n]!).toBeGreaterThanOrEqual(8);
  });
});

describe('what incidents do', () => {
  let standIns: StandIns;
  let stage: Stage;
  let storms: string[];

  beforeEach(async () => {
    standIns = await startStandIns();
    storms = [];
    const startStorm = () => {
      storms.push('begun');
      return () => void storms.push('ended');
    };
    const weather: Weather = { all: null, byProvider: new Map() };
    stage = { standIns, mood: usualMood(), weather, calls: usualCalls(), startStorm };
  });
  afterEach(() => standIns.close());

  const livekit = async () => (await fetch(standIns.env.LIVEKIT_URL!)).status;
  const claim = async (vendor: 'DAILY' | 'LIVEKIT') => {
    const answer = await fetch(`${standIns.env[`${vendor}_STATUS_URL`]!}/api/v2/status.json`);
    return ((await answer.json()) as { status: { indicator: string } }).status.indicator;
  };

  it('takes LiveKit down and brings it back', async () => {
    const end = actsOn(stage)['livekit-down']();
    expect([await livekit(), await claim('LIVEKIT')]).toEqual([500, 'major']);
    expect(stage.weather.byProvider.get('livekit')).toBe('lost');
    end();
    expect([await livekit(), await claim('LIVEKIT')]).toEqual([200, 'none']);
    expect(stage.weather.byProvider.size).toBe(0);
  });

  it('keeps what goes on at a vendor when another incident there ends first', async () => {
    const acts = actsOn(stage);
    const ends = {
      undeclared: acts['livekit-undeclared'](),
      keys: acts['livekit-keys'](),
      down: acts['livekit-down'](),
    };
    const seen = async () => [
      standIns.livekit.mode.current.kind,
      await claim('LIVEKIT'),
      stage.weather.byProvider.get('livekit') ?? null,
    ];
    ends.undeclared();
    expect(await seen()).toEqual(['down', 'major', 'lost']);
    ends.down();
    expect(await seen()).toEqual(['bad-credentials', 'none', null]);
    ends.keys();
    expect(await seen()).toEqual(['ok', 'none', null]);
  });

  it('leaves no trace of any incident behind', async () => {
    const before = structuredClone([stage.mood, stage.weather, stage.calls]);
    for (const act of Object.values(actsOn(stage))) {
      const end = act();
      end();
    }
    expect([stage.mood, stage.weather, stage.calls]).toEqual(before);
    for (const vendor of [standIns.daily, standIns.livekit, standIns.beyondPresence])
      expect(vendor.mode.current.kind).toBe('ok');
    await standIns.daily.mode.settled;
    await standIns.livekit.mode.settled;
    expect([await claim('DAILY'), await claim('LIVEKIT')]).toEqual(['none', 'none']);
    expect(storms).toEqual(['begun', 'ended']);
  });

  it('cuts the line to every vendor, that to the status pages too, and mends it', async () => {
    const vendors = [standIns.daily, standIns.livekit, standIns.beyondPresence];
    const settled = () => Promise.all(vendors.map(({ mode }) => mode.settled));
    const ask = () => Promise.all(vendors.map(({ statusUrl }) => fetch(`${statusUrl}/api/v2/status.json`)));
    const end = actsOn(stage)['all-offline']();
    await settled();
    await expect(ask()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    end();
    await settled();
    expect((await ask()).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('tells the verdicts apart by what it changes', () => {
    const acts = actsOn(stage);
    const seen = (name: IncidentName) => {
      const end = acts[name]();
      const { livekit, daily } = standIns;
      const now = [livekit.mode.current.kind, daily.mode.current.kind, ...Object.values(stage.calls)];
      end();
      return now;
    };
    expect(seen('livekit-undeclared')).toEqual(['down', 'ok', false, false]);
    expect(seen('livekit-media')).toEqual(['ok', 'ok', false, true]);
    expect(seen('livekit-keys')).toEqual(['bad-credentials', 'ok', false, false]);
    expect(seen('daily-declared-not-felt')).toEqual(['ok', 'ok', false, false]);
    expect(seen('daily-throttled')).toEqual(['ok', 'throttled', false, false]);
    expect(seen('avatars-blocked')).toEqual(['hang', 'ok', true, false]);
  });

  it('changes what it says it changes', () => {
    const acts = actsOn(stage);
    acts['daily-slow']();
    acts['error-burst']();
    acts['slow-api']();
    acts['quality-drop']();
    expect(standIns.daily.mode.current).toEqual({ kind: 'slow', delayMs: 3_000 });
    expect(stage.mood).toEqual({ failing: 0.85, slowMs: { from: 1_200, to: 2_000 } });
    expect(stage.weather.all).toBe('poor');
  });
});

describe('durations', () => {
  it('are read and spoken', () => {
    expect(
      ['90', '90s', '2m', '1h', '0', '0m', '-1m', '2 m', 'soon', '', '1.5m', '999999s'].map(secondsOf),
    ).toEqual([90, 90, 120, 3600, ...Array.from({ length: 8 }, () => null)]);
    expect([1, 60, 90, 120].map(spokenDuration)).toEqual(['1 second', '1 minute', '90 seconds', '2 minutes']);
  });
});
