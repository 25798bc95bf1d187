import 'reflect-metadata';
import { BenchDatabase } from './bench-database';
import { endAll, mindSignals } from './endings';
import { benchHistory } from './history.bench';
import { benchHttp } from './http.bench';
import { benchIngest } from './ingest.bench';
import { benchInteractions } from './interactions.bench';
import { benchMetering } from './metering.bench';
import { benchPage } from './page.bench';
import { seedSessions, SEEDED_SESSIONS } from './seed-sessions';
import { benchSessions } from './sessions.bench';
import { benchSoak } from './soak.bench';
import { benchSketch } from './sketch.bench';
import { benchStream } from './stream.bench';
import { figure } from './table';
import { benchWebhooks } from './webhooks.bench';

const LONGEST_MS = 5 * 60_000;
const overSessions: Record<string, (database: BenchDatabase) => Promise<void>> = {
  sessions: benchSessions,
  http: benchHttp,
};
const alone: Record<string, () => Promise<void>> = {
  ingest: benchIngest,
  history: benchHistory,
  interactions: benchInteractions,
  metering: benchMetering,
  page: benchPage,
  sketch: benchSketch,
  stream: benchStream,
  soak: benchSoak,
  webhooks: benchWebhooks,
};
const all = [...Object.keys(overSessions), ...Object.keys(alone)];

/** `npm run bench [-- name]`: prints figures, asserts nothing. */
async function bench(chosen: string[]): Promise<void> {
  const unknown = chosen.filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new Error(`No bench is named ${unknown.join(', ')}; there are ${all.join(', ')}`);
  const names = chosen.length > 0 ? chosen : all.filter((name) => name !== 'soak'); // takes minutes by itself
  if (names.some((name) => name in overSessions)) await benchOverSessions(names);
  for (const name of names) await alone[name]?.();
}

async function benchOverSessions(names: string[]): Promise<void> {
  const database = await BenchDatabase.start();
  const tooLong = setTimeout(() => void endAll('The bench took longer than 5 minutes'), LONGEST_MS);
  try {
    const startedAt = performance.now();
    await seedSessions(database);
    console.log(`${figure(SEEDED_SESSIONS)} sessions in ${figure((performance.now() - startedAt) / 1000)} s`);
    for (const name of names) await overSessions[name]?.(database);
  } finally {
    clearTimeout(tooLong);
    await database.stop();
  }
}

mindSignals();
bench(process.argv.slice(2)).catch((error: unknown) => {
  void endAll(error instanceof Error ? error.message : String(error));
});
