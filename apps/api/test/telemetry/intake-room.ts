import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { BodyIntake, SentBody } from '../../src/features/telemetry/otlp/body-intake';
import { WorkerBodyIntake } from '../../src/features/telemetry/otlp/worker.body-intake';
import { DatabaseConnector } from '../../src/platform/database/database.connector';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { nowMs } from './any-export';
import { builtProgram } from './built-program';

const NAME = 'intake of the suite';

/** A suite's own database and threads that take exports into it: ended after each test. */
export function intakeRoom() {
  const folder = mkdtempSync(join(tmpdir(), 'watchroom-intake-'));
  const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  const intakes: WorkerBodyIntake[] = [];
  const room = { intakes, logged } as {
    program: URL;
    database: TestDatabase;
    intakes: WorkerBodyIntake[];
    logged: typeof logged;
  };
  let connector: DatabaseConnector;

  beforeAll(async () => {
    [room.program, room.database] = await Promise.all([builtProgram('otlp-intake'), createTestDatabase()]);
    connector = new DatabaseConnector(room.database.dataSource);
    await connector.connect();
  });
  afterEach(async () => {
    for (const intake of intakes.splice(0)) await intake.onApplicationShutdown();
    logged.mockClear();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    logged.mockRestore();
    await room.database.drop();
  });

  const intakeOf = (program = room.program, hangsAfterMs?: number, { url } = room.database, by = connector) =>
    new WorkerBodyIntake(program, { database: { url, applicationName: NAME } }, by, hangsAfterMs);

  return {
    room,
    nonexistent: pathToFileURL(join(folder, 'none.mjs')),

    threadOf: async (...of: Parameters<typeof intakeOf>): Promise<WorkerBodyIntake> => {
      const intake = intakeOf(...of);
      intakes.push(intake);
      intake.onApplicationBootstrap();
      await setImmediate();
      return intake;
    },

    /** Before the database has answered for the first time. */
    tooEarly: () =>
      intakeOf(undefined, undefined, undefined, new DatabaseConnector(room.database.dataSource)),

    /** The real program, but the first thread of this name does something else once it has answered an empty body. */
    faulty: (name: string, fault: string): URL => {
      const file = join(folder, `${name}.mjs`);
      const done = JSON.stringify(join(folder, name));
      writeFileSync(
        file,
        `import { existsSync, writeFileSync } from 'node:fs';
        import { parentPort } from 'node:worker_threads';
        await import(${JSON.stringify(room.program.href)});
        const answer = parentPort.postMessage.bind(parentPort);
        let empty = null;
        if (!existsSync(${done})) parentPort.on('message', ({ id, bytes }) => {
          if (bytes.length === 0) empty = id;
        });
        parentPort.postMessage = (reply) => {
          answer(reply);
          if (reply.id !== empty) return;
          writeFileSync(${done}, '');
          ${fault}
        };`,
      );
      return pathToFileURL(file);
    },

    /** Runs this while nobody can write into the table. */
    whileLocked: async <T>(table: string, work: () => Promise<T>): Promise<T> => {
      const runner = room.database.dataSource.createQueryRunner();
      await runner.startTransaction();
      await runner.query(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`);
      try {
        return await work();
      } finally {
        await runner.rollbackTransaction();
        await runner.release();
      }
    },

    connections: async (): Promise<number> => {
      const sql = 'SELECT 1 FROM pg_stat_activity WHERE application_name = $1';
      return (await room.database.dataSource.query<unknown[]>(sql, [NAME])).length;
    },
  };
}

/** What came of each, one after the other: refusals, or the error as the sender is told it. */
export async function outcomesOf(intake: BodyIntake, bodies: readonly SentBody[]): Promise<unknown[]> {
  const outcomes: unknown[] = [];
  for (const body of bodies)
    try {
      outcomes.push(await intake.take({ ...body, bytes: Buffer.from(body.bytes) }, nowMs));
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      outcomes.push({ code, message });
    }
  return outcomes;
}

/** All points, or those of a service, with their series. */
export const stored = ({ dataSource }: TestDatabase, service = '%'): Promise<unknown[]> =>
  dataSource.query(
    `SELECT key, service, instance, outcome, cumulative, overflow, route, method, status, newest_at, at, start_at, payload
     FROM metric_points JOIN metric_series ON id = series_id WHERE service LIKE $1 ORDER BY key, at, start_at`,
    [service],
  );
