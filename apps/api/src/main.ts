import 'reflect-metadata';
import { createApplication } from './application';
import { FirstAdmin } from './auth/first-admin';
import { environment, projectRoot } from './platform/config/env';
import { ConfigError, readServingConfig } from './platform/config/read-config';
import { DatabaseConnector } from './platform/database/database.connector';
import { Readiness } from './platform/readiness';

async function main(): Promise<void> {
  const config = readServingConfig(environment, projectRoot);
  // a launcher that was killed cannot ask; without it nobody would ever end this process
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  const app = await createApplication(config, projectRoot);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await app.listen(config.http.port, config.http.host);
  await app.get(DatabaseConnector).connect();
  await app.get(FirstAdmin).ensure();
  app.get(Readiness).phase = 'ready';
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) for (const fault of error.faults) console.error(fault);
  else if ((error as { code?: string }).code === 'EADDRINUSE')
    console.error('PORT: this address is already in use; stop the other program or set another PORT');
  else console.error(error);
  process.exit(1);
});
