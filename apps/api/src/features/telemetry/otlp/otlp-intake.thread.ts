import 'reflect-metadata';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { DataSource } from 'typeorm';
import { DomainError } from '../../../core/domain-error';
import { createDataSource } from '../../../platform/database/data-source';
import { isDatabaseAway, unavailableOf } from '../../../platform/database/database-away';
import { INTAKE_CONNECTIONS } from '../../../platform/database/thread-connections';
import { until, withoutDeadline } from '../../../platform/deadline';
import { MetricPointSqlRepository } from '../../../storage/metric-points/metric-point.sql.repository';
import { MetricSeriesSqlRepository } from '../../../storage/metric-series/metric-series.sql.repository';
import type { BodyIntake } from './body-intake';
import type { IntakeFailure, IntakeOrder, IntakeReply, IntakeSettings } from './intake-messages';
import { StoringBodyIntake } from './storing.body-intake';

/** The program of the thread that takes exports in: see `IntakeThread`, which starts it. */
function serve({ database }: IntakeSettings, port: MessagePort): void {
  const dataSource = createDataSource(
    { ...database, poolSize: INTAKE_CONNECTIONS },
    { entities: [], migrations: [] },
  );
  const points = new MetricPointSqlRepository(dataSource, new MetricSeriesSqlRepository());
  const connect = connectorOf(dataSource);
  connect().catch(() => undefined); // who needs it asks again, and is told
  const intake = new StoringBodyIntake({ store: (...of) => connect().then(() => points.store(...of)) });
  port.on('message', (order: IntakeOrder) => {
    void until(order.deadline, () => replyTo(order, intake)).then((reply) => port.postMessage(reply));
  });
}

/** Connects when it is called for the first time, and again after it has failed. */
function connectorOf(dataSource: DataSource): () => Promise<unknown> {
  let connected: Promise<unknown> | null = null;
  return () =>
    (connected ??= withoutDeadline(() => dataSource.initialize()).catch((error: unknown) => {
      connected = null;
      throw error;
    }));
}

async function replyTo({ id, bytes, ...order }: IntakeOrder, intake: BodyIntake): Promise<IntakeReply> {
  try {
    const body = { ...order, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) };
    return { id, refused: await intake.take(body, order.nowMs) };
  } catch (error) {
    return { id, ...failureOf(error) };
  }
}

function failureOf(error: unknown): IntakeFailure {
  if (isDatabaseAway(error)) return failureOf(unavailableOf(error));
  if (error instanceof DomainError) return { refusal: [error.code, error.message, error.more] };
  return { failure: error instanceof Error ? (error.stack ?? error.message) : 'unknown' };
}

if (parentPort !== null) serve(workerData as IntakeSettings, parentPort);
