import { describe, expect, it } from '@jest/globals';
import { type EventPage, type Problem, routes } from '@watchroom/contracts';
import fc from 'fast-check';
import {
  ago,
  BASE,
  change,
  delivered,
  type EventRoom,
  incident,
  sql,
  suiteHasAnEventRoom,
  verdict,
} from './event-room';

let room: EventRoom;
suiteHasAnEventRoom((opened) => (room = opened));

const ask = (query: Record<string, string> = {}) =>
  fetch(`${room.watchroom.url}${routes.events}?${new URLSearchParams(query).toString()}`, {
    headers: room.monitor.headers,
  });
const page = async (query: Record<string, string> = {}) => (await (await ask(query)).json()) as EventPage;

describe('the list', () => {
  it('is empty where nothing happened', async () =>
    expect(await page()).toMatchObject({ events: [], next: null }));

  it('is no news that an input was fine from the first time that it was judged', async () => {
    await change(20, 'own_data', null, 'fine');
    await change(10, 'error_rate', null, 'critical');
    expect((await page()).events.map(({ subject }) => subject)).toEqual(['error_rate']);
  });

  it('is no news that a rate is under its limits before anything worse was known of it', async () => {
    await change(20, 'response_time_p95', null, 'unknown');
    await change(19, 'response_time_p95', 'unknown', 'healthy');
    await change(10, 'error_rate', null, 'degraded'); // a moment that was slow at the start
    await change(9.75, 'error_rate', 'degraded', 'healthy');
    expect((await page()).events).toEqual([]);
  });

  it('is news from then on: that it was above them, that it is not known, and the end of both', async () => {
    await change(20, 'response_time_p95', null, 'critical');
    await change(15, 'response_time_p95', 'critical', 'healthy');
    await change(10, 'response_time_p95', 'healthy', 'unknown');
    await change(9.75, 'response_time_p95', 'unknown', 'healthy', 'One in twenty takes 90 ms.');
    await change(8, 'error_rate', null, 'unknown');
    await change(7, 'error_rate', 'unknown', 'critical');
    await change(6.75, 'error_rate', 'critical', 'healthy');
    const { events } = await page();
    expect(events.map(({ subject, to }) => `${subject} ${to}`)).toEqual([
      'error_rate healthy',
      'error_rate critical',
      'response_time_p95 healthy',
      'response_time_p95 unknown',
      'response_time_p95 healthy',
      'response_time_p95 critical',
    ]);
    expect(events[2]?.sentence).toBe('API response time is under its limits: One in twenty takes 90 ms.');
  });

  it('puts together what the tables hold, newest first', async () => {
    await change(50, 'system', 'healthy', 'critical', 'LiveKit is down.');
    await change(49, 'error_rate', 'healthy', 'degraded');
    await change(48, 'database_pool', 'healthy', 'critical');
    await change(47, 'own_data', 'healthy', 'degraded');
    await change(46, 'livekit', 'healthy', 'degraded');
    await verdict(45, 'livekit', 'agreed_fine', 'agreed_down');
    await incident('cut', 'incident', 'resolved', { started: ago(44), resolved: ago(30) });
    await incident('disks', 'maintenance', 'scheduled', { from: ago(40), until: ago(-60) });
    await incident('called off', 'maintenance', 'completed', { from: ago(20), resolved: ago(25) });
    await incident('later', 'maintenance', 'scheduled', { from: ago(-60), until: ago(-90) });
    const { events } = await page();
    expect(events.map(({ kind, subject, to }) => `${kind} ${subject} ${to}`)).toEqual([
      'vendor_incident livekit ended',
      'vendor_incident livekit begun',
      'vendor_incident livekit begun',
      'verdict livekit agreed_down',
      'source own_data degraded',
      'pool database_pool critical',
      'limit error_rate degraded',
      'health system critical',
    ]);
    expect(events.at(-1)).toMatchObject({
      at: ago(50),
      sentence: 'System health is critical: LiveKit is down.',
    });
  });

  it('remembers each change of a status and of the sending of webhooks, once', async () => {
    const state = (status: string, minutes: number) =>
      sql(
        `INSERT INTO external_service_states VALUES ('livekit', $1, 'failing', $2, '[]', false)
         ON CONFLICT (service) DO UPDATE SET status = excluded.status, since = excluded.since`,
        [status, ago(minutes)],
      );
    const sending = (active: boolean, minutes: number) =>
      sql(
        `INSERT INTO vendor_webhook_states VALUES ('daily_co', $1, 0, $2)
         ON CONFLICT (service) DO UPDATE SET is_active = excluded.is_active, checked_at = excluded.checked_at`,
        [active, ago(minutes)],
      );
    for (const [status, minutes] of [
      ['operational', 9],
      ['operational', 9],
      ['down', 6],
      ['down', 6],
      ['operational', 3],
    ] as const)
      await state(status, minutes);
    for (const [active, minutes] of [
      [true, 8],
      [true, 7],
      [false, 5],
      [false, 4],
    ] as const)
      await sending(active, minutes);
    const { events } = await page();
    expect(events.map(({ at, kind, from, to }) => [at, kind, from, to])).toEqual([
      [ago(3), 'service_status', 'down', 'operational'],
      [ago(5), 'webhooks', 'sent', 'not_sent'],
      [ago(6), 'service_status', 'operational', 'down'],
      [ago(8), 'webhooks', null, 'sent'],
      [ago(9), 'service_status', null, 'operational'],
    ]);
  });

  it('tells when webhooks have been silent for a day, and when they came again', async () => {
    for (const hours of [80, 70, 69, 5, 4, 0]) await delivered(hours);
    const { events } = await page({
      from: new Date(Date.now() - 90 * 3_600_000).toISOString(),
      kind: 'webhooks',
    });
    const hour = Math.floor(BASE / 3_600_000) * 3_600_000;
    const at = (hours: number) => new Date(hour - hours * 3_600_000).toISOString();
    expect(events.map((event) => [event.at, event.to])).toEqual([
      [at(5), 'heard'],
      [at(44), 'silent'],
    ]);
    expect((await page({ kind: 'webhooks' })).events.map((event) => event.to)).toEqual(['heard']);
  });

  it('is no silence that lasted for a day at most, and no sign of life that was refused', async () => {
    for (const hours of [24, 0]) await delivered(hours);
    expect((await page({ from: ago(48 * 60), kind: 'webhooks' })).events).toEqual([]);
    await sql('TRUNCATE webhook_deliveries');
    for (const hours of [80, 20, 3]) await delivered(hours);
    await sql(`UPDATE webhook_deliveries SET accepted = 0, refused = 7 WHERE hour = $1`, [
      new Date(Math.floor(BASE / 3_600_000) * 3_600_000 - 20 * 3_600_000),
    ]);
    expect((await page({ from: ago(10 * 60), kind: 'webhooks' })).events.map(({ to }) => to)).toEqual([
      'heard',
    ]);
  });

  it('ends a maintenance by its time, unless its page says that it goes on', async () => {
    await incident('in time', 'maintenance', 'scheduled', { from: ago(30), until: ago(5) });
    for (const [status, minutes] of [
      ['in_progress', 40],
      ['verifying', 50],
    ] as const)
      await incident(status, 'maintenance', status, { from: ago(minutes), until: ago(10) });
    const { events } = await page({ kind: 'vendor_incident' });
    expect(events.map(({ at, to }) => [at, to])).toEqual([
      [ago(5), 'ended'],
      [ago(30), 'begun'],
      [ago(40), 'begun'],
      [ago(50), 'begun'],
    ]);
  });

  it('is paged without gaps or repeats, however many fit a page, also where times are equal', async () => {
    const inputs = ['system', 'error_rate', 'response_time_p95', 'database_pool', 'own_data'];
    for (let minute = 1; minute <= 12; minute++) {
      for (const input of inputs.slice(0, 1 + (minute % 5)))
        await change(minute, input, 'healthy', 'degraded');
      await verdict(minute, 'livekit', 'agreed_fine', 'agreed_down');
      await verdict(minute, 'daily_co', 'agreed_fine', 'agreed_down');
    }
    for (let n = 0; n < 8; n++)
      await incident(`i${n}`, 'incident', 'resolved', { started: ago(5), resolved: ago(4) });
    const all = (await page({ limit: '200' })).events;
    expect(all.length).toBe(35 + 24 + 16);
    expect(new Set(all.map(({ at, id }) => `${at} ${id}`)).size).toBe(all.length);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (limit) => {
        const found = [];
        let next: string | null = null;
        do {
          const some: EventPage = await page({
            limit: String(limit),
            ...(next !== null && { before: next }),
          });
          expect(some.events.length).toBeLessThanOrEqual(limit);
          found.push(...some.events);
          ({ next } = some);
        } while (next !== null);
        expect(found).toEqual(all);
      }),
      { numRuns: 8 },
    );
    const one = await page({ kind: 'verdict,limit', limit: '200' });
    expect(one.events).toEqual(all.filter(({ kind }) => kind === 'verdict' || kind === 'limit'));
  });

  it.each<[Record<string, string>, string]>([
    [{ from: 'yesterday' }, 'from'],
    [{ limit: '0' }, 'limit'],
    [{ limit: '201' }, 'limit'],
    [{ before: 'x' }, 'before'],
    [{ kind: 'weather' }, 'kind'],
    [{ colour: 'red' }, 'colour'],
  ])('refuses %j and names the field', async (query, field) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as Problem).errors?.map((fault) => fault.field)).toContain(field);
  });
});
