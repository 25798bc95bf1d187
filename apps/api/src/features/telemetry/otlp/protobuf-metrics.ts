import protobuf from 'protobufjs/minimal.js';
import { type Attributes, Budget, METRIC_NAME, type OtlpMetric } from './otlp-message';
import { attributesOf, readPair } from './protobuf-attributes';
import { readExplicit, readExponential } from './protobuf-points';
import { bytesTag, endOf, readFields, readingWire, readMessage, type Reader, varintTag } from './wire';

/**
 * The request histograms of an ExportMetricsServiceRequest; everything else is skipped.
 * Field numbers: opentelemetry-proto, metrics/v1/metrics.proto. @throws DomainError 'invalid' or 'too_large'.
 */
export function readProtobuf(body: Uint8Array): OtlpMetric[] {
  const budget = new Budget();
  const metrics: OtlpMetric[] = [];
  const reader = protobuf.Reader.create(body);
  readingWire(() =>
    readFields(reader, reader.len, budget, (tag) => {
      if (tag !== bytesTag(1)) return false;
      readResourceMetrics(reader, budget, metrics);
      return true;
    }),
  );
  return metrics;
}

function readResourceMetrics(reader: Reader, budget: Budget, metrics: OtlpMetric[]): void {
  budget.spendPart();
  const resource: Attributes = [];
  readMessage(reader, budget, (tag) => {
    if (tag === bytesTag(1)) return readResource(reader, budget, resource);
    if (tag !== bytesTag(2)) return false;
    readScopeMetrics(reader, budget, resource, metrics);
    return true;
  });
}

const readResource = (reader: Reader, budget: Budget, resource: Attributes): true =>
  readMessage(reader, budget, (tag) => {
    if (tag !== bytesTag(1)) return false;
    resource.push(readPair(reader, budget));
    return true;
  });

function readScopeMetrics(reader: Reader, budget: Budget, resource: Attributes, metrics: OtlpMetric[]): void {
  budget.spendPart();
  const found: OtlpMetric[] = [];
  const scope = { name: '', version: '' };
  readMessage(reader, budget, (tag) => {
    if (tag === bytesTag(1)) return readScope(reader, budget, scope);
    if (tag !== bytesTag(2)) return false;
    readMetric(reader, budget, resource, found);
    return true;
  });
  for (const metric of found) {
    metric.scope = `${scope.name} ${scope.version}`;
    metrics.push(metric);
  }
}

const readScope = (reader: Reader, budget: Budget, scope: { name: string; version: string }): true =>
  readMessage(reader, budget, (tag) => {
    if (tag === bytesTag(1)) scope.name = reader.string();
    else if (tag === bytesTag(2)) scope.version = reader.string();
    else return false;
    return true;
  });

/** The name may come after the data: where that is, is noted first. */
function readMetric(reader: Reader, budget: Budget, resource: Attributes, found: OtlpMetric[]): void {
  budget.spendPart();
  let name = '';
  const metric: OtlpMetric = { resource, scope: '', unit: '', temporality: 0, attributesOf, points: [] };
  const data: [at: number, readPoint: typeof readExplicit][] = [];
  readMessage(reader, budget, (tag) => {
    if (tag === bytesTag(1)) name = reader.string();
    else if (tag === bytesTag(3)) metric.unit = reader.string();
    else if (tag === bytesTag(9) || tag === bytesTag(10)) {
      budget.spendPart();
      data.push([reader.pos, tag === bytesTag(9) ? readExplicit : readExponential]);
      return false;
    } else return false;
    return true;
  });
  if (name !== METRIC_NAME || data.length === 0) return;
  const after = reader.pos;
  for (const [at, readPoint] of data) {
    reader.pos = at;
    readHistogram(reader, budget, metric, readPoint);
  }
  reader.pos = after;
  found.push(metric);
}

function readHistogram(
  reader: Reader,
  budget: Budget,
  metric: OtlpMetric,
  readPoint: typeof readExplicit,
): void {
  readFields(reader, endOf(reader), budget, (tag) => {
    if (tag === bytesTag(1)) metric.points.push(readPoint(reader, endOf(reader), budget));
    else if (tag === varintTag(2)) metric.temporality = reader.int32();
    else return false;
    return true;
  });
}
