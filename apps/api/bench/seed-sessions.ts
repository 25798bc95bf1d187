import type { BenchDatabase } from './bench-database';

export const SEEDED_SESSIONS = 1_000_000;
const CHUNKS = 20; // a statement ends well before the driver's time limit
const CATEGORIES = ['Anxiety', 'Stress', 'Grief', 'Family', 'Relationships', 'Study', 'Sleep', 'Career'];

/** Sessions spread over the 30 days up to now, oldest first as they would have come; the last ones are still open. */
export async function seedSessions(database: BenchDatabase): Promise<void> {
  await database.run(
    `INSERT INTO counselor_categories (id, name, created_at)
     SELECT position, name, now() FROM unnest(ARRAY['${CATEGORIES.join("','")}']) WITH ORDINALITY AS t (name, position)`,
  );
  const each = SEEDED_SESSIONS / CHUNKS;
  for (let chunk = 0; chunk < CHUNKS; chunk++)
    await database.run(`
      INSERT INTO sessions (session_id, start_time, end_time, last_seen_at, quality, quality_at,
                            category_id, category_at, provider, provider_at)
      SELECT gen_random_uuid(), start_time,
             CASE WHEN seen_at < now() - interval '1 minute' THEN seen_at END, least(seen_at, now()),
             CASE WHEN n % 5 > 0 THEN 1 + n % 4 END, CASE WHEN n % 5 > 0 THEN least(seen_at, now()) END,
             1 + n % ${CATEGORIES.length}, seen_at, 'daily_co', seen_at
        FROM (SELECT n, now() - interval '30 days' * (1 - n / ${SEEDED_SESSIONS}.0) AS start_time,
                     now() - interval '30 days' * (1 - n / ${SEEDED_SESSIONS}.0) + interval '1 minute' * (10 + n % 40) AS seen_at
                FROM generate_series(${chunk * each}, ${(chunk + 1) * each - 1}) AS n) AS made`);
  await database.run('VACUUM ANALYZE sessions');
}
