import { randomUUID } from 'node:crypto';
import type { Histogram } from '@opentelemetry/api';
import { AggregationTemporalityPreference } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AggregationType, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { routes } from '@watchroom/contracts';
import type { FastifyInstance } from 'fastify';
import { METRIC, SERVICE } from './service-facts';

const EXPORT_EVERY_MS = 5_000;

/**
 * The OpenTelemetry SDK as a service would set it up: exponential buckets keep the p95 exact to about two percent, and
 * delta exports keep their scale fine. What Watchroom misses while it is away stays unmeasured, as in real life.
 */
export function startTelemetry(watchroomUrl: string, ingestToken: string): MeterProvider {
  const exporter = new OTLPMetricExporter({
    url: watchroomUrl + routes.ingestMetrics,
    headers: { authorization: `Bearer ${ingestToken}` },
    temporalityPreference: AggregationTemporalityPreference.DELTA,
    timeoutMillis: EXPORT_EVERY_MS,
  });
  return new MeterProvider({
    resource: resourceFromAttributes({
      'service.name': SERVICE,
      'service.instance.id': randomUUID(),
      'deployment.environment.name': 'simulated',
    }),
    views: [{ instrumentName: METRIC.name, aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
    readers: [
      new PeriodicExportingMetricReader({
        exporter,
        exportIntervalMillis: EXPORT_EVERY_MS,
        exportTimeoutMillis: EXPORT_EVERY_MS,
      }),
    ],
  });
}

/**
 * Measures each request of the service. By a hook and not by instrumentation-http, because that would count the
 * stand-ins of the vendors too, which share the process, and knows no `http.route` without further packages.
 */
export function measureRequests(service: FastifyInstance, meters: MeterProvider): void {
  const duration: Histogram = meters
    .getMeter('watchroom-demo')
    .createHistogram(METRIC.name, { unit: METRIC.unit, description: 'Duration of HTTP server requests.' });
  service.addHook('onResponse', async (request, reply) => {
    const { statusCode } = reply;
    duration.record(reply.elapsedTime / 1000, {
      'http.request.method': request.method,
      'url.scheme': request.protocol,
      'http.response.status_code': statusCode,
      'network.protocol.version': request.raw.httpVersion,
      ...(request.routeOptions.url === undefined ? {} : { 'http.route': request.routeOptions.url }),
      ...(statusCode >= 500 ? { 'error.type': String(statusCode) } : {}),
    });
  });
}
