import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AggregationTemporality,
  AggregationType,
  type DataPoint,
  type ExponentialHistogram,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import type { FastifyInstance } from 'fastify';
import { FakeWatchroom } from '../testing/fake-watchroom';
import { createCounsellingApi, type Mood, UNKNOWN_ROOM, usualMood } from './counselling-api';
import { measureRequests, startTelemetry } from './request-telemetry';
import { METRIC } from './service-facts';

let mood: Mood;
let service: FastifyInstance;
beforeEach(() => {
  mood = usualMood();
  service = createCounsellingApi(mood, () => 0.5);
});
afterEach(() => service.close());

const statusOf = async (method: 'GET' | 'POST', url: string) =>
  (await service.inject({ method, url })).statusCode;

describe('simulated counselling service', () => {
  it('answers its routes', async () => {
    expect(await statusOf('GET', '/rooms/7')).toBe(200);
    expect(await statusOf('GET', `/rooms/${UNKNOWN_ROOM}`)).toBe(404);
    expect(await statusOf('GET', '/counsellors')).toBe(200);
    expect(await statusOf('GET', '/profile')).toBe(200);
    expect(await statusOf('POST', '/messages')).toBe(201);
    expect(await statusOf('POST', '/sessions')).toBe(201);
  });

  it('fails and slows down as incidents want it, and recovers', async () => {
    mood.failing = 0.85;
    expect(await statusOf('GET', '/rooms/7')).toBe(503);
    expect(await statusOf('POST', '/messages')).toBe(503);
    mood.failing = usualMood().failing;
    mood.slowMs = { from: 120, to: 130 };
    const before = performance.now();
    expect(await statusOf('GET', '/profile')).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(115);
  });
});

describe('telemetry of the service', () => {
  it('records each request in seconds with the stable attributes', async () => {
    const exporter = new InMemoryMetricExporter(AggregationTemporality.DELTA);
    const meters = new MeterProvider({
      views: [{ instrumentName: METRIC.name, aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
      readers: [new PeriodicExportingMetricReader({ exporter })],
    });
    measureRequests(service, meters);
    await service.inject('/rooms/7');
    mood.failing = 1;
    await service.inject({ method: 'POST', url: '/messages' });
    await meters.forceFlush();

    const metric = exporter.getMetrics()[0]!.scopeMetrics[0]!.metrics[0]!;
    expect(metric.descriptor).toMatchObject({ name: 'http.server.request.duration', unit: 's' });
    const points = metric.dataPoints as DataPoint<ExponentialHistogram>[];
    expect(points.map(({ attributes, value }) => ({ ...attributes, n: value.count }))).toEqual([
      expect.objectContaining({ 'http.route': '/rooms/:id', 'http.response.status_code': 200, n: 1 }),
      expect.objectContaining({
        'http.route': '/messages',
        'http.response.status_code': 503,
        'error.type': '503',
        n: 1,
      }),
    ]);
    for (const { value } of points) {
      expect(value.sum).toBeGreaterThan(0.01);
      expect(value.sum).toBeLessThan(1);
    }
    await meters.shutdown();
  });

  it('exports protobuf to the ingest door with the bearer token', async () => {
    const fake = await FakeWatchroom.start();
    const meters = startTelemetry(fake.url, 'the-token');
    measureRequests(service, meters);
    await service.inject('/profile');
    await meters.shutdown();
    await fake.close();

    expect(fake.seen[0]).toMatchObject({
      method: 'POST',
      path: '/api/ingest/v1/metrics',
      authorization: 'Bearer the-token',
      type: 'application/x-protobuf',
    });
    for (const word of ['counselling-api', METRIC.name, '/profile'])
      expect(fake.seen[0]!.body.includes(word)).toBe(true);
  });
});
