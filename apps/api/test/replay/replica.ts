import 'reflect-metadata';
import { createApplication } from '../../src/application';
import { FirstAdmin } from '../../src/auth/first-admin';
import { environment } from '../../src/platform/config/env';
import { readServingConfig } from '../../src/platform/config/read-config';
import { DatabaseConnector } from '../../src/platform/database/database.connector';
import { createAdapter } from '../../src/platform/http/fastify';
import { Readiness } from '../../src/platform/readiness';
import { Replica } from '../../src/platform/replica';
import { SteppedClock } from './stepped-clock';

/** What the day's director sends, and gets back once it is so. */
export interface ClockOrder {
  nowMs: number;
}

/** The first message of a replica: it serves. */
export interface ReplicaReady {
  replica: string;
}

// The API as `main` starts it, but with a clock that whoever started this process sets by messages.
async function main(): Promise<void> {
  const clock = new SteppedClock(Number(process.argv[2]));
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.on('message', (order: ClockOrder) => {
    clock.set(order.nowMs);
    process.send?.(order);
  });
  const config = readServingConfig(environment, '/nowhere');
  const app = await createApplication(config, '/nowhere', createAdapter(config.http.trustedProxies), clock);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await app.listen(config.http.port, config.http.host);
  await app.get(DatabaseConnector).connect();
  await app.get(FirstAdmin).ensure();
  app.get(Readiness).phase = 'ready';
  const ready: ReplicaReady = { replica: app.get(Replica).id };
  process.send?.(ready);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
