import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface PointOptions {
  service?: string;
  instance?: string;
  atMs: number;
  startMs?: number;
  /** Counts of the buckets up to 5, 10, 100, 1000 ms and beyond. */
  counts: number[];
  status?: number;
  cumulative?: boolean;
  attributes?: Record<string, string>;
  more?: Record<string, unknown>;
}

const nano = (ms: number): string => String(BigInt(Math.round(ms * 1000)) * 1000n);
const attribute = (key: string, value: string | number) => ({
  key,
  value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
});

/** One OTLP/JSON request with one explicit histogram point each. */
export const otlpJson = (...points: PointOptions[]) => ({
  resourceMetrics: points.map((point) => ({
    resource: {
      attributes: [
        attribute('service.name', point.service ?? 'shop'),
        attribute('service.instance.id', point.instance ?? 'one'),
      ],
    },
    scopeMetrics: [
      {
        scope: { name: 'test' },
        metrics: [
          {
            name: 'http.server.request.duration',
            unit: 's',
            histogram: {
              aggregationTemporality: point.cumulative === true ? 2 : 1,
              dataPoints: [pointJson(point)],
            },
          },
        ],
      },
    ],
  })),
});

function pointJson(point: PointOptions) {
  return {
    attributes: [
      attribute('http.response.status_code', point.status ?? 200),
      ...Object.entries(point.attributes ?? {}).map(([key, value]) => attribute(key, value)),
    ],
    startTimeUnixNano: nano(point.startMs ?? point.atMs - 60_000),
    timeUnixNano: nano(point.atMs),
    count: String(point.counts.reduce((sum, count) => sum + count, 0)),
    explicitBounds: [0.005, 0.01, 0.1, 1],
    bucketCounts: point.counts.map(String),
    ...point.more,
  };
}

export const post = (
  app: NestFastifyApplication,
  payload: Buffer | string | object,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => app.inject({ method: 'POST', url: '/api/ingest/v1/metrics', payload, headers });
