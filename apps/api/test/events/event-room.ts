import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { letAnotherReplicaLead } from '../setup/another-replica';
import { startTestApplication, type TestApplication, type TestSignIn } from '../setup/application';

const MINUTE_MS = 60_000;
/** The minute in which the suite began. */
export const BASE = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
export const ago = (minutes: number) => new Date(BASE - minutes * MINUTE_MS).toISOString();

let room: EventRoom;
export const sql = (text: string, values: unknown[] = []) =>
  room.watchroom.database.dataSource.query<object[]>(text, values);

export interface EventRoom {
  watchroom: TestApplication;
  monitor: TestSignIn;
}

/** Gives a suite a Watchroom without any events before each test. */
export function suiteHasAnEventRoom(take: (room: EventRoom) => void): void {
  beforeAll(async () => {
    const watchroom = await startTestApplication();
    room = { watchroom, monitor: await watchroom.signIn('SYSTEM_MONITOR') };
    await letAnotherReplicaLead(watchroom.database.dataSource);
    take(room);
  });
  afterAll(() => room.watchroom.close());
  beforeEach(() =>
    sql(
      `TRUNCATE health_changes, verdict_changes, vendor_incidents, webhook_deliveries, service_changes,
         external_service_states, vendor_webhook_states, admin_visits`,
    ).then(() => undefined),
  );
}

export const change = (minutes: number, input: string, from: string | null, to: string, detail = 'Why.') =>
  sql(`INSERT INTO health_changes VALUES ($1, $2, $3, $4, NULL, NULL, $5)`, [
    ago(minutes),
    input,
    from,
    to,
    detail,
  ]);
export const verdict = (minutes: number, service: string, from: string, to: string) =>
  sql(`INSERT INTO verdict_changes VALUES ($1, $2, $3, $4, 'x')`, [ago(minutes), service, from, to]);
export const incident = (id: string, kind: string, status: string, times: Record<string, string | null>) =>
  sql(
    `INSERT INTO vendor_incidents (service, kind, id, title, impact, status, started_at, resolved_at, scheduled_for,
       scheduled_until, first_seen_at, last_seen_at)
     VALUES ('livekit', $1, $2, $2, 'major', $3, $4, $5, $6, $7, now(), now())`,
    [kind, id, status, times.started, times.resolved, times.from, times.until],
  );
export const delivered = (hoursAgo: number) => {
  const hour = new Date(Math.floor(BASE / 3_600_000) * 3_600_000 - hoursAgo * 3_600_000);
  return sql(`INSERT INTO webhook_deliveries VALUES ($1, 'daily_co', 'a', 1, 0, $1) ON CONFLICT DO NOTHING`, [
    hour,
  ]);
};
