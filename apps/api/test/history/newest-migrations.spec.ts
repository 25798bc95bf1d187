import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { HistoryCreated1764000200000 } from '../../migrations/1764000200000-history-created';
import { MinuteTotalsCreated1764100000000 } from '../../migrations/1764100000000-minute-totals-created';
import { migrate } from '../../src/platform/database/migrate';
import { aMinute, aPoolMinute, aSample, durations, HistoryRoom } from './history-room';

let room: HistoryRoom;
beforeAll(async () => {
  room = await HistoryRoom.open();
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 29, 22, minute)).toISOString();
  for (let minute = 0; minute < 300; minute += 50) {
    await room.minutes.replace([
      aMinute(at(minute), [minute, 900], { errors: 1 }),
      aMinute(at(minute), [7], { service: 'watchroom-api', source: 'own' }),
    ]);
    await room.sample(aSample(at(minute), minute));
    await room.pool.replace([aPoolMinute(at(minute), [minute])]);
  }
  const distribution = [durations([5]).encode()];
  await room.query(
    `INSERT INTO error_bucket_totals VALUES ('2026-01-01T00:00Z', 1, 0, 0, 60, $1)`,
    distribution,
  );
  await room.query(
    `INSERT INTO error_buckets VALUES ('2026-01-01T00:00Z', 'shop', 1, 0, 0, 60, $1)`,
    distribution,
  );
  await room.query(`INSERT INTO quarter_marks (hour) VALUES ('2026-01-01T00:00Z')`);
  await room.fold();
  await room.query(
    `INSERT INTO health_changes VALUES ('2026-03-29T22:00Z', 'database', 'ok', 'critical', '1', '2', 'x')`,
  );
});
afterAll(() => room.close());

const TABLES = [
  'request_minutes',
  'request_minute_totals',
  'error_buckets',
  'error_bucket_totals',
  'request_quarters',
  'reporting_services',
  'session_minutes',
  'active_session_hours',
  'pool_minutes',
  'pool_hours',
  'health_changes',
];
const stored = async () => {
  const rows: Record<string, unknown[]> = {};
  for (const table of TABLES)
    rows[table] = (
      await room.query<{ stands: boolean }>(`SELECT to_regclass('${table}') IS NOT NULL AS stands`)
    )[0]!.stands
      ? await room.query(`SELECT * FROM ${table} ORDER BY 1, 2`)
      : [];
  return rows;
};
const down = async (first: { name: string }) => {
  for (;;) {
    const [newest] = await room.query<{ name: string }>(
      'SELECT name FROM migrations ORDER BY timestamp DESC LIMIT 1',
    );
    await room.database.dataSource.undoLastMigration();
    if (newest!.name === first.name) return;
  }
};
const upAndFold = async () => {
  await migrate(room.database.dataSource);
  await room.fold();
};

it('takes totals away and folds the same ones again', async () => {
  const before = await stored();
  for (const rows of Object.values(before)) expect(rows.length).toBeGreaterThan(0);
  await down(MinuteTotalsCreated1764100000000);
  await upAndFold();
  expect(await stored()).toEqual(before);
});

it('loses, all the way to where there was no history, what cannot be folded again', async () => {
  const before = await stored();
  await down(HistoryCreated1764000200000);
  await upAndFold();
  const after = await stored();
  const withoutDurations = (rows: unknown[]) =>
    rows.map((row) => (isOld(row) ? { ...(row as object), distribution: null } : row));
  expect(after).toEqual({
    ...before,
    session_minutes: [],
    active_session_hours: [],
    health_changes: [],
    error_buckets: withoutDurations(before.error_buckets!),
    error_bucket_totals: withoutDurations(before.error_bucket_totals!),
    request_quarters: withoutDurations(before.request_quarters!),
  });
  expect(after.request_quarters!.filter(isOld)).toHaveLength(2);
});

/** Of January: its minutes are gone. */
function isOld(row: unknown): boolean {
  const { hour, quarter } = row as { hour?: Date; quarter?: Date };
  return (hour ?? quarter)! < new Date('2026-02-01T00:00Z');
}
