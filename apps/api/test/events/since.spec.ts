import { describe, expect, it } from '@jest/globals';
import { type News, type Problem, routes } from '@watchroom/contracts';
import { ago, change, type EventRoom, sql, suiteHasAnEventRoom } from './event-room';

let room: EventRoom;
suiteHasAnEventRoom((opened) => (room = opened));

const since = async ({ headers } = room.monitor) =>
  (await (await fetch(`${room.watchroom.url}${routes.since}`, { headers })).json()) as News;
const noteSeen = (until: unknown, { headers } = room.monitor, more: Record<string, string> = {}) =>
  fetch(`${room.watchroom.url}${routes.since}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', ...more },
    body: JSON.stringify({ until }),
  });

describe('since you last looked', () => {
  it('is nothing at a first visit', async () => {
    await change(50, 'system', 'healthy', 'critical');
    expect(await since()).toMatchObject({ since: null, lines: [] });
  });

  it('is nothing after a short absence, and all that matters after a longer one', async () => {
    await change(3, 'error_rate', 'healthy', 'critical', '7 % failed.');
    const justNow = new Date(Date.now() - 4 * 60_000).toISOString();
    expect((await noteSeen(justNow)).status).toBe(204);
    expect(await since()).toMatchObject({ since: justNow, lines: [] });
    await sql('TRUNCATE admin_visits');
    await noteSeen(ago(10));
    expect((await since()).lines).toMatchObject([
      { sentence: 'Error rate is above its critical limit: 7 % failed.', is_over: false },
    ]);
    expect((await since()).lines).toHaveLength(1);
  });

  it('never goes back, and never ahead of now', async () => {
    await noteSeen(ago(10));
    await noteSeen(ago(90));
    expect((await since()).since).toBe(ago(10));
    await noteSeen(new Date(Date.now() + 3_600_000).toISOString());
    expect(Date.parse((await since()).since!)).toBeLessThanOrEqual(Date.now());
  });

  it('is each admin’s own, and holds who and when and nothing else', async () => {
    const other = await room.watchroom.signIn('SUPER_ADMIN');
    await noteSeen(ago(10));
    expect((await since(other)).since).toBeNull();
    expect(Object.keys(((await sql('SELECT * FROM admin_visits')) as object[])[0]!)).toEqual([
      'admin_id',
      'last_seen_at',
    ]);
  });

  it('can be noted by no page of another site, and by no nonsense', async () => {
    expect((await noteSeen(ago(10), room.monitor, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const refused = await noteSeen('now');
    expect([refused.status, ((await refused.json()) as Problem).errors?.[0]?.field]).toEqual([400, 'until']);
    expect((await since()).since).toBeNull();
  });
});
