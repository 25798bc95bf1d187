import { BenchDatabase } from './bench-database';
import { ask } from './keep-alive-load';
import type { MeteredOrder } from './metered-server';
import { type MeteredServer, startMetered } from './servers';
import { figure, printTable, quantile } from './table';

const CONNECTIONS = 16;
const REQUESTS = 4_000;
const WARM_UP_REQUESTS = 60_000;
/** Each with two new processes: how one of them was compiled and laid out must not decide. */
const GENERATIONS = 6;
const PAIRS = 30;
const HOUSES: MeteredOrder['house'][] = ['bare Fastify', 'Nest as ours'];

interface Round {
  cpuMicros: number;
  perSecond: number;
}
type Pair = Record<'plain' | 'metered', Round>;

/** What it costs the API to count its own requests: the same trivial route with and without, by turns. */
export async function benchMetering(): Promise<void> {
  const database = await BenchDatabase.start();
  try {
    const rows = [
      ['trivial route on', 'figure', 'without', 'with', 'cost %', 'half of the pairs', '95 % of medians'],
    ];
    for (const house of HOUSES) rows.push(...rowsOf(house, await pairsOf(house, database.url)));
    printTable(
      `${GENERATIONS} × ${PAIRS} pairs of rounds of ${figure(REQUESTS)} requests, ${CONNECTIONS} connections`,
      rows,
    );
  } finally {
    await database.stop();
  }
}

async function pairsOf(house: MeteredOrder['house'], databaseUrl: string): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let generation = 0; generation < GENERATIONS; generation++) {
    const plain = await startMetered({ house, isMetered: false, databaseUrl });
    const metered = await startMetered({ house, isMetered: true, databaseUrl });
    try {
      for (const server of [plain, metered]) await roundOf(server, WARM_UP_REQUESTS);
      for (let pair = 0; pair < PAIRS; pair++) pairs.push(await pairOf(plain, metered, pair % 2 === 0));
    } finally {
      await Promise.all([plain.stop(), metered.stop()]);
    }
  }
  return pairs;
}

/** The order changes from pair to pair: what the machine does meanwhile falls on both. */
async function pairOf(plain: MeteredServer, metered: MeteredServer, plainFirst: boolean): Promise<Pair> {
  if (plainFirst) return { plain: await roundOf(plain, REQUESTS), metered: await roundOf(metered, REQUESTS) };
  const later = await roundOf(metered, REQUESTS);
  return { metered: later, plain: await roundOf(plain, REQUESTS) };
}

async function roundOf(server: MeteredServer, amount: number): Promise<Round> {
  const cpuMs = await server.cpuMs();
  const seconds = await ask(`${server.url}/api/trivial`, CONNECTIONS, amount);
  return { cpuMicros: (((await server.cpuMs()) - cpuMs) * 1000) / amount, perSecond: amount / seconds };
}

function rowsOf(house: string, pairs: readonly Pair[]): string[][] {
  const median = (of: (pair: Pair) => number) => figure(quantile(pairs.map(of), 0.5));
  const cpu = pairs.map(({ plain, metered }) => (metered.cpuMicros / plain.cpuMicros - 1) * 100);
  const rate = pairs.map(({ plain, metered }) => (1 - metered.perSecond / plain.perSecond) * 100);
  return [
    [
      house,
      'CPU µs/request',
      median((p) => p.plain.cpuMicros),
      median((p) => p.metered.cpuMicros),
      ...spreadOf(cpu),
    ],
    [
      house,
      'requests/s',
      median((p) => p.plain.perSecond),
      median((p) => p.metered.perSecond),
      ...spreadOf(rate),
    ],
  ];
}

/** Median, quartiles, and the order statistics between which the true median lies with 95 % (binomial, normal limit). */
function spreadOf(costs: readonly number[]): string[] {
  const reach = 0.98 / Math.sqrt(costs.length);
  const at = (q: number) => (quantile(costs, q) ?? NaN).toFixed(2);
  return [at(0.5), `${at(0.25)} … ${at(0.75)}`, `${at(0.5 - reach)} … ${at(0.5 + reach)}`];
}
