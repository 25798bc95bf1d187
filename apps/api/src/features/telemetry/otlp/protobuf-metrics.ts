import {
  type AttributeValue,
  type Attributes,
  Budget,
  METRIC_NAME,
  type OtlpBuckets,
  type OtlpMetric,
  type OtlpPoint,
  undecodable,
} from './otlp-message';
import { bytes, fixed64, fixed64Number, readMessage, repeated, text, varint, varintNumber } from './wire';

/**
 * The request histograms of an ExportMetricsServiceRequest; everything else is skipped.
 * Field numbers: opentelemetry-proto, metrics/v1/metrics.proto. @throws DomainError 'invalid' or 'too_large'.
 */
export function readProtobuf(body: Uint8Array): OtlpMetric[] {
  const budget = new Budget();
  const metrics: OtlpMetric[] = [];
  try {
    readMessage(body, { 1: bytes((each) => readResourceMetrics(each, budget, metrics)) });
  } catch (error) {
    if (error instanceof RangeError || (error as Error).constructor === Error)
      throw undecodable((error as Error).message);
    throw error;
  }
  return metrics;
}

function readResourceMetrics(message: Uint8Array, budget: Budget, metrics: OtlpMetric[]): void {
  budget.spendPart();
  const resource: Attributes = [];
  readMessage(message, {
    1: bytes((each) => readMessage(each, { 1: bytes((pair) => resource.push(readPair(pair, budget))) })),
    2: bytes((each) => readScopeMetrics(each, budget, resource, metrics)),
  });
}

function readScopeMetrics(
  message: Uint8Array,
  budget: Budget,
  resource: Attributes,
  metrics: OtlpMetric[],
): void {
  budget.spendPart();
  const found: OtlpMetric[] = [];
  let [name, version] = ['', ''];
  readMessage(message, {
    1: bytes((each) =>
      readMessage(each, { 1: text((value) => (name = value)), 2: text((value) => (version = value)) }),
    ),
    2: bytes((each) => readMetric(each, budget, resource, found)),
  });
  for (const metric of found) metric.scope = `${name} ${version}`;
  metrics.push(...found);
}

function readMetric(message: Uint8Array, budget: Budget, resource: Attributes, found: OtlpMetric[]): void {
  budget.spendPart();
  let name = '';
  const metric: OtlpMetric = { resource, scope: '', unit: '', temporality: 0, points: [] };
  const data: [Uint8Array, (point: Uint8Array, budget: Budget) => OtlpPoint][] = [];
  readMessage(message, {
    1: text((value) => (name = value)),
    3: text((value) => (metric.unit = value)),
    9: bytes((value) => data.push([value, readExplicit])),
    10: bytes((value) => data.push([value, readExponential])),
  });
  if (name !== METRIC_NAME) return;
  for (const [histogram, read] of data)
    readMessage(histogram, {
      1: bytes((each) => metric.points.push(read(each, budget))),
      2: varint((reader) => (metric.temporality = reader.int32())),
    });
  if (data.length > 0) found.push(metric);
}

function emptyPoint(): OtlpPoint {
  const unknown = { sum: null, min: null, max: null };
  return {
    attributes: [],
    startMs: 0,
    atMs: 0,
    count: 0,
    flags: 0,
    explicit: null,
    exponential: null,
    ...unknown,
  };
}

function readExplicit(message: Uint8Array, budget: Budget): OtlpPoint {
  budget.spendPoint();
  const point = emptyPoint();
  const [bounds, counts]: [number[], number[]] = [[], []];
  readMessage(message, {
    2: fixed64((reader) => (point.startMs = nanoseconds(fixed64Number(reader)))),
    3: fixed64((reader) => (point.atMs = nanoseconds(fixed64Number(reader)))),
    4: fixed64((reader) => (point.count = fixed64Number(reader))),
    5: fixed64((reader) => (point.sum = reader.double())),
    6: repeated(fixed64((reader) => counts.push(fixed64Number(reader)))),
    7: repeated(fixed64((reader) => bounds.push(reader.double()))),
    9: bytes((pair) => point.attributes.push(readPair(pair, budget))),
    10: varint((reader) => (point.flags = reader.uint32())),
    11: fixed64((reader) => (point.min = reader.double())),
    12: fixed64((reader) => (point.max = reader.double())),
  });
  return { ...point, explicit: { bounds, counts } };
}

function readExponential(message: Uint8Array, budget: Budget): OtlpPoint {
  budget.spendPoint();
  const point = emptyPoint();
  const shape = { scale: 0, zeroCount: 0, zeroThreshold: 0 };
  const [positive, negative]: OtlpBuckets[] = [
    { offset: 0, counts: [] },
    { offset: 0, counts: [] },
  ] as const;
  readMessage(message, {
    1: bytes((pair) => point.attributes.push(readPair(pair, budget))),
    2: fixed64((reader) => (point.startMs = nanoseconds(fixed64Number(reader)))),
    3: fixed64((reader) => (point.atMs = nanoseconds(fixed64Number(reader)))),
    4: fixed64((reader) => (point.count = fixed64Number(reader))),
    5: fixed64((reader) => (point.sum = reader.double())),
    6: varint((reader) => (shape.scale = reader.sint32())),
    7: fixed64((reader) => (shape.zeroCount = fixed64Number(reader))),
    8: bytes((buckets) => readBuckets(buckets, positive!)),
    9: bytes((buckets) => readBuckets(buckets, negative!)),
    10: varint((reader) => (point.flags = reader.uint32())),
    12: fixed64((reader) => (point.min = reader.double())),
    13: fixed64((reader) => (point.max = reader.double())),
    14: fixed64((reader) => (shape.zeroThreshold = reader.double())),
  });
  return { ...point, exponential: { ...shape, positive: positive!, negative: negative! } };
}

function readBuckets(message: Uint8Array, buckets: OtlpBuckets): void {
  readMessage(message, {
    1: varint((reader) => (buckets.offset = reader.sint32())),
    2: repeated(varint((reader) => buckets.counts.push(varintNumber(reader)))),
  });
}

function readPair(message: Uint8Array, budget: Budget): [string, AttributeValue] {
  budget.spendPart();
  let key = '';
  let value: AttributeValue = null;
  readMessage(message, {
    1: text((each) => (key = each)),
    2: bytes((each) => (value = readValue(each))),
  });
  return [key, value];
}

function readValue(message: Uint8Array): AttributeValue {
  let value: AttributeValue = null;
  const opaque = bytes((each) => (value = `bytes ${Buffer.from(each).toString('base64')}`));
  readMessage(message, {
    1: text((each) => (value = each)),
    2: varint((reader) => (value = reader.bool())),
    3: varint((reader) => (value = varintNumber(reader, true))),
    4: fixed64((reader) => (value = reader.double())),
    5: opaque,
    6: opaque,
    7: opaque,
  });
  return value;
}

const nanoseconds = (value: number): number => Math.round(value / 1000) / 1000;
