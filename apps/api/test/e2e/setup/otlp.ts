/** Requests of one service, or of one of its instances, that ended between `startMs` and `atMs`. */
export interface SentPoint {
  service: string;
  instance?: string;
  /** A minute before `atMs`. */
  startMs?: number;
  atMs: number;
  durationsMs: readonly number[];
  /** Status of all of them; 200. Null: they ended without a response. */
  status?: number | null;
  /** Template; `/rooms/:id`. */
  route?: string;
  /** `GET`. */
  method?: string;
  /** Each point counts everything since the start. */
  cumulative?: boolean;
  /** Scale of an exponential histogram; without it explicit buckets. */
  scale?: number;
}

export const BOUNDS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const DELTA = 1;
const CUMULATIVE = 2;

/** An OTLP/JSON export by hand, so that nothing of the product or of an SDK computes what is compared with it. */
export const otlpRequest = (points: readonly SentPoint[]) => ({
  resourceMetrics: points.map((point) => ({
    resource: {
      attributes: [
        text('service.name', point.service),
        text('service.instance.id', point.instance ?? `${point.service}-1`),
      ],
    },
    scopeMetrics: [{ scope: { name: 'by hand' }, metrics: [metricOf(point)] }],
  })),
});

function metricOf(point: SentPoint) {
  const seconds = point.durationsMs.map((ms) => ms / 1000);
  const shared = {
    attributes: [
      point.status === null
        ? text('error.type', 'ECONNRESET')
        : { key: 'http.response.status_code', value: { intValue: String(point.status ?? 200) } },
      text('http.request.method', point.method ?? 'GET'),
      text('http.route', point.route ?? '/rooms/:id'),
    ],
    startTimeUnixNano: nano(point.startMs ?? point.atMs - 60_000),
    timeUnixNano: nano(point.atMs),
    count: String(seconds.length),
    sum: seconds.reduce((sum, each) => sum + each, 0),
  };
  const head = { name: 'http.server.request.duration', unit: 's' };
  const histogram = (buckets: object) => ({
    aggregationTemporality: point.cumulative === true ? CUMULATIVE : DELTA,
    dataPoints: [{ ...shared, ...buckets }],
  });
  if (point.scale === undefined) return { ...head, histogram: histogram(explicit(seconds)) };
  return { ...head, exponentialHistogram: histogram(exponential(seconds, point.scale)) };
}

function explicit(seconds: readonly number[]) {
  const counts = Array.from({ length: BOUNDS_SECONDS.length + 1 }, () => 0);
  for (const each of seconds) {
    const bucket = BOUNDS_SECONDS.findIndex((bound) => each <= bound);
    counts[bucket === -1 ? BOUNDS_SECONDS.length : bucket]!++;
  }
  return { explicitBounds: BOUNDS_SECONDS, bucketCounts: counts.map(String) };
}

/** Bucket i holds (base^i, base^(i+1)] with base = 2^(2^-scale). */
function exponential(seconds: readonly number[], scale: number) {
  const indices = seconds.map((each) => exponentialIndex(each, scale));
  const offset = indices.length === 0 ? 0 : Math.min(...indices);
  const counts = Array.from(
    { length: indices.length === 0 ? 0 : Math.max(...indices) - offset + 1 },
    () => 0,
  );
  for (const index of indices) counts[index - offset]!++;
  return { scale, zeroCount: '0', positive: { offset, bucketCounts: counts.map(String) } };
}

export const exponentialIndex = (seconds: number, scale: number): number =>
  Math.ceil(Math.log2(seconds) * 2 ** scale) - 1;

const text = (key: string, value: string) => ({ key, value: { stringValue: value } });

const nano = (ms: number): string => String(BigInt(Math.round(ms)) * 1_000_000n);
