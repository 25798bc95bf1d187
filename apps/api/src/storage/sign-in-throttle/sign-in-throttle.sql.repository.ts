import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { FORGET_FAILURES_AFTER_MS, type Failures } from '../../core/auth/throttle';
import { SignInThrottleRepository, type ThrottleKey } from './sign-in-throttle.repository';

interface ThrottleRow {
  key: Buffer;
  failures: number;
  last_at: Date;
}

@Injectable()
export class SignInThrottleSqlRepository extends SignInThrottleRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override reserve(keys: ThrottleKey[]): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const rows = await lockRows(manager, keys);
      const now = await timeOf(manager);
      const known = keys.map((key) => ({ key, failures: failuresOf(key, rows) }));
      const waitMs = Math.max(0, ...known.map(({ key, failures }) => key.rule.waitMs(failures, now)));
      if (waitMs > 0) return waitMs;
      const counts = known.map(({ key, failures }) => key.rule.afterFailure(failures, now).count);
      await manager.query(
        `INSERT INTO sign_in_throttle (key, failures, last_at)
         SELECT key, failures, $3 FROM unnest($1::bytea[], $2::float8[]) AS counted (key, failures) ORDER BY key
         ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at`,
        [digestsOf(keys), counts, now],
      );
      return 0;
    });
  }

  override async giveBack(keys: ThrottleKey[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE sign_in_throttle SET failures = greatest(0, failures - 1)
       WHERE key IN (SELECT key FROM sign_in_throttle WHERE key = ANY($1) ORDER BY key FOR UPDATE)`,
      [digestsOf(keys)],
    );
  }

  override async reset({ digest }: ThrottleKey): Promise<void> {
    await this.dataSource.query('DELETE FROM sign_in_throttle WHERE key = $1', [digest]);
  }

  override async sweep(manager: EntityManager): Promise<void> {
    await manager.query('DELETE FROM sign_in_throttle WHERE last_at < now() - make_interval(secs => $1)', [
      FORGET_FAILURES_AFTER_MS / 1000,
    ]);
  }
}

const digestsOf = (keys: ThrottleKey[]) => keys.map(({ digest }) => digest);

/** Every key's row, made if need be and locked; always in the order of the keys, so that no two callers deadlock. */
async function lockRows(manager: EntityManager, keys: ThrottleKey[]): Promise<ThrottleRow[]> {
  await manager.query(
    `INSERT INTO sign_in_throttle (key, failures, last_at)
     SELECT key, 0, clock_timestamp() FROM unnest($1::bytea[]) AS key ORDER BY key
     ON CONFLICT (key) DO NOTHING`,
    [digestsOf(keys)],
  );
  return manager.query(
    'SELECT key, failures, last_at FROM sign_in_throttle WHERE key = ANY($1) ORDER BY key FOR UPDATE',
    [digestsOf(keys)],
  );
}

/** Asked for once the locks are held: a caller that had to wait must not decide by the time at which it came. */
async function timeOf(manager: EntityManager): Promise<Date> {
  const [row]: { now: Date }[] = await manager.query('SELECT clock_timestamp() AS now');
  if (row === undefined) throw new Error('The database told no time');
  return row.now;
}

function failuresOf(key: ThrottleKey, rows: ThrottleRow[]): Failures | null {
  const row = rows.find((candidate) => candidate.key.equals(key.digest));
  return row === undefined || row.failures === 0 ? null : { count: row.failures, lastAt: row.last_at };
}
