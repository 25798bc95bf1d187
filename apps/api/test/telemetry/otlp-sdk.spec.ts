import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OTLPMetricExporter as JsonExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  AggregationType,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { RequestMinuteRepository } from '../../src/storage/request-minutes/request-minute.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { foldAll, telemetryApp } from './telemetry-app';

let database: TestDatabase;
let app: NestFastifyApplication;
let url: string;
beforeAll(async () => {
  database = await createTestDatabase();
  app = await telemetryApp(database.url);
  await app.listen(0, '127.0.0.1');
  url = `${await app.getUrl()}/api/ingest/v1/metrics`;
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const exporters = { json: JsonExporter, protobuf: ProtobufExporter };
const temporalities = {
  delta: AggregationTemporality.DELTA,
  cumulative: AggregationTemporality.CUMULATIVE,
};

const cases = (['json', 'protobuf'] as const).flatMap((encoding) =>
  (['delta', 'cumulative'] as const).flatMap((temporality) =>
    (['explicit', 'exponential'] as const).map((buckets) => [encoding, temporality, buckets] as const),
  ),
);

it.each(cases)(
  'counts what the OpenTelemetry SDK exports: %s, %s, %s',
  async (encoding, temporality, buckets) => {
    const service = `sdk-${encoding}-${temporality}-${buckets}`;
    const exporter = new exporters[encoding]({
      url,
      compression: 'gzip' as never,
      temporalityPreference: temporalities[temporality] as never,
    });
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
    const views = [
      { instrumentName: '*', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } as const },
    ];
    const provider = new MeterProvider({
      resource: resourceFromAttributes({ 'service.name': service, 'service.instance.id': 'one' }),
      readers: [reader],
      views: buckets === 'exponential' ? views : [],
    });
    const histogram = provider.getMeter('test').createHistogram('http.server.request.duration', {
      unit: 's',
      advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1] },
    });
    const durations = [0.001, 0.02, 0.04, 0.2, 0.4];

    for (let round = 0; round < 3; round++) {
      for (const seconds of durations) histogram.record(seconds, { 'http.response.status_code': 200 });
      histogram.record(0.3, { 'http.response.status_code': 500 });
      histogram.record(0.003, { 'http.response.status_code': 404 });
      histogram.record(0.9, { 'error.type': 'ECONNRESET' });
      await reader.forceFlush();
      await foldAll(app, database);
    }
    await provider.shutdown(); // repeats the last export when cumulative
    await foldAll(app, database);

    const [row] = await database.dataSource.query(
      `SELECT sum(requests)::int AS requests, sum(errors)::int AS errors, sum(client_errors)::int AS "clientErrors"
     FROM request_minutes WHERE service = $1`,
      [service],
    );
    expect(row).toEqual({ requests: 24, errors: 6, clientErrors: 3 });
  },
);

it('reads the same durations from both kinds of buckets, each within its own error', async () => {
  const { distribution } = await app.get(RequestMinuteRepository).latency(new Date());
  const { value, relativeError } = distribution.quantile(0.5)!;
  const exact = 40;
  expect(distribution.count).toBe(cases.length * 24);
  expect(Math.abs(value - exact)).toBeLessThanOrEqual(relativeError! * Math.max(exact, value));
});
