import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR_MS } from '../chance/rhythm';
import { FakeWatchroom } from '../testing/fake-watchroom';
import { RefusedByWatchroom, WatchroomAway, WatchroomClient } from '../watchroom/watchroom-client';
import { SessionPlay, type Weather } from './session-play';
import { sessionsWithin } from './simulated-session';

const NOW = Date.parse('2026-11-23T10:30:00Z');
let fake: FakeWatchroom;
let weather: Weather;
let play: SessionPlay;
/** What is told later does not depend on how long the past was: a day of it is sooner told. */
let young: SessionPlay;

beforeEach(async () => {
  fake = await FakeWatchroom.start();
  weather = { all: null, byProvider: new Map() };
  const client = new WatchroomClient(fake.url, 'token', new AbortController().signal);
  play = new SessionPlay(client, weather);
  young = new SessionPlay(client, weather, 1);
});
afterEach(() => fake.close());

const openAt = (at: number) => [...sessionsWithin(at, at + 1)].map(({ id }) => id).toSorted();
const openThere = () => [...fake.sessions].flatMap(([id, { ended }]) => (ended ? [] : [id])).toSorted();

describe('session play', () => {
  it('tells the whole past, the open sessions as open', async () => {
    const told = await play.tellPast(NOW);

    expect(fake.sessions.size).toBe(told);
    expect(openThere()).toEqual(openAt(NOW - 1));
    expect(fake.seen.every(({ method, type }) => method === 'POST' && type === 'application/x-ndjson')).toBe(
      true,
    );
  });

  it('sends the very same bytes when told again, in whichever pieces', async () => {
    await play.tellPast(NOW);
    const told = () => Buffer.concat(fake.seen.splice(0).map(({ body }) => body));
    const first = told();
    await play.tellPast(NOW);

    expect(told().equals(first)).toBe(true);
  });

  it('follows starts and ends, one PUT each, and reports the others about every 30 seconds', async () => {
    await young.tellPast(NOW);
    fake.seen.length = 0;
    for (let at = NOW; at < NOW + 10 * 60_000; at += 5_000) await young.tick(at);
    const until = NOW + 10 * 60_000 - 5_000;

    expect(openThere()).toEqual(openAt(until - 1));
    const turns = [...sessionsWithin(NOW, until)].flatMap(({ startMs, endMs }) =>
      [startMs >= NOW && startMs < until, endMs > NOW && endMs <= until].filter(Boolean),
    );
    expect(fake.seen.filter(({ method }) => method === 'PUT')).toHaveLength(turns.length);
    const lines = fake.seen
      .filter(({ method }) => method === 'POST')
      .flatMap(({ body }) => body.toString().trim().split('\n'));
    const perSession = lines.length / openAt(until).length;
    expect(perSession).toBeGreaterThan(15);
    expect(perSession).toBeLessThan(25);
  });

  it('makes up for an outage with the first tick after it', async () => {
    await young.tellPast(NOW);
    fake.refuse = () => ({ status: 503 });
    for (const minutes of [1, 20, 150])
      await expect(young.tick(NOW + minutes * 60_000)).rejects.toThrow(WatchroomAway);
    fake.refuse = () => null;
    const later = NOW + 3 * HOUR_MS;
    await young.tick(later);

    expect(openThere()).toEqual(openAt(later - 1));
    for (const { id } of sessionsWithin(NOW, later)) expect(fake.sessions.has(id)).toBe(true);
  });

  it('does not send again what was refused', async () => {
    await young.tellPast(NOW);
    fake.refuse = () => ({ status: 400, body: '{"detail":"no"}' });
    await expect(young.tick(NOW + 60_000)).rejects.toThrow(RefusedByWatchroom);
    fake.refuse = () => null;
    fake.seen.length = 0;
    await young.tick(NOW + 60_001);

    expect(fake.seen).toEqual([]);
  });

  it('reports what the weather does to the connections', async () => {
    await young.tellPast(NOW);
    weather.byProvider.set('livekit', 'lost');
    weather.all = 'poor';
    await young.tick(NOW + 35_000);

    for (const { id, provider, endMs } of sessionsWithin(NOW, NOW + 1))
      if (endMs > NOW + 35_000)
        expect(fake.sessions.get(id)?.quality).toBe(provider === 'livekit' ? 'lost' : 'poor');
  });
});
