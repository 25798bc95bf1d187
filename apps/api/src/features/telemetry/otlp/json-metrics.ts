import { DomainError } from '../../../core/domain-error';
import { type JsonShape, jsonShape } from './json-shape';
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

type JsonObject = Readonly<Record<string, unknown>>;

const DEEPEST = 64;
/** Ten for each of as many points as there may be; a text is parsed at one go, and these bound how long that takes. */
const MOST_CONTAINERS = 500_000;
/** Distinct names take some hundred bytes and a microsecond each. */
const MOST_NAMES = 1_000_000;
const MOST_COMMAS = 3_000_000;

/**
 * The request histograms of an OTLP/JSON metrics request; unknown fields are ignored, 64-bit numbers may be strings.
 * @throws DomainError 'invalid' or 'too_large'.
 */
export function readJson(body: Uint8Array): OtlpMetric[] {
  requireSmall(jsonShape(body));
  const budget = new Budget();
  return objects(parse(body), 'resourceMetrics').flatMap((each) => readResource(each, budget));
}

function requireSmall({ depth, containers, names, commas }: JsonShape): void {
  if (depth > DEEPEST) throw undecodable(`it nests deeper than ${DEEPEST} levels`);
  if (containers > MOST_CONTAINERS)
    throw new DomainError('too_large', `The request has more than ${MOST_CONTAINERS} objects and lists.`);
  if (names > MOST_NAMES || commas > MOST_COMMAS)
    throw new DomainError('too_large', 'The request has too many values; send it in smaller ones.');
}

function parse(body: Uint8Array): JsonObject {
  try {
    return objectOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)), 'the body');
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw undecodable('it is not JSON');
  }
}

function readResource(each: JsonObject, budget: Budget): OtlpMetric[] {
  budget.spendPart();
  const resource = readAttributes(optional(each, 'resource'), budget);
  return objects(each, 'scopeMetrics').flatMap((scoped) => {
    budget.spendPart();
    const scope = optional(scoped, 'scope');
    const name = `${textOf(scope.name)} ${textOf(scope.version)}`;
    return objects(scoped, 'metrics').flatMap((metric) => readMetric(metric, resource, name, budget));
  });
}

function readMetric(each: JsonObject, resource: Attributes, scope: string, budget: Budget): OtlpMetric[] {
  budget.spendPart();
  if (each.name !== METRIC_NAME) return [];
  const kind = each.histogram !== undefined ? 'histogram' : 'exponentialHistogram';
  if (each[kind] === undefined) return [];
  const data = optional(each, kind);
  const read = kind === 'histogram' ? readExplicit : readExponential;
  return [
    {
      resource,
      scope,
      unit: textOf(each.unit),
      temporality: numberOf(data.aggregationTemporality, 0),
      attributesOf: ({ attributes }) => JSON.parse(attributes) as Attributes,
      points: objects(data, 'dataPoints').map((point) => {
        budget.spendPoint();
        return readPoint(point, budget, read(point));
      }),
    },
  ];
}

function readPoint(point: JsonObject, budget: Budget, buckets: Partial<OtlpPoint>): OtlpPoint {
  return {
    attributes: JSON.stringify(readAttributes(point, budget)),
    startMs: nanoseconds(point.startTimeUnixNano),
    atMs: nanoseconds(point.timeUnixNano),
    count: numberOf(point.count, 0),
    sum: numberOf(point.sum, null),
    min: numberOf(point.min, null),
    max: numberOf(point.max, null),
    flags: numberOf(point.flags, 0),
    explicit: null,
    exponential: null,
    ...buckets,
  };
}

function readExplicit(point: JsonObject): Pick<OtlpPoint, 'explicit'> {
  return {
    explicit: { bounds: numbers(point, 'explicitBounds'), counts: numbers(point, 'bucketCounts') },
  };
}

function readExponential(point: JsonObject): Pick<OtlpPoint, 'exponential'> {
  return {
    exponential: {
      scale: numberOf(point.scale, 0),
      zeroCount: numberOf(point.zeroCount, 0),
      zeroThreshold: numberOf(point.zeroThreshold, 0),
      positive: readBuckets(optional(point, 'positive')),
      negative: readBuckets(optional(point, 'negative')),
    },
  };
}

function readBuckets(buckets: JsonObject): OtlpBuckets {
  return { offset: numberOf(buckets.offset, 0), counts: numbers(buckets, 'bucketCounts') };
}

function readAttributes(holder: JsonObject, budget: Budget): Attributes {
  return objects(holder, 'attributes').map((pair) => {
    budget.spendPart();
    return [textOf(pair.key), valueOf(optional(pair, 'value'))];
  });
}

function valueOf(value: JsonObject): AttributeValue {
  if (typeof value.stringValue === 'string') return value.stringValue;
  if (typeof value.boolValue === 'boolean') return value.boolValue;
  if (value.intValue !== undefined) return numberOf(value.intValue, NaN);
  if (value.doubleValue !== undefined) return numberOf(value.doubleValue, NaN);
  const [first] = Object.entries(value);
  return first === undefined ? null : `${first[0]} ${JSON.stringify(first[1])}`;
}

function objectOf(value: unknown, name: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw undecodable(`${name} is not an object`);
  return value as JsonObject;
}

const optional = (holder: JsonObject, name: string): JsonObject =>
  holder[name] === undefined || holder[name] === null ? {} : objectOf(holder[name], name);

function list(holder: JsonObject, name: string): unknown[] {
  const value = holder[name] ?? [];
  if (!Array.isArray(value)) throw undecodable(`${name} is not a list`);
  return value;
}

const objects = (holder: JsonObject, name: string): JsonObject[] =>
  list(holder, name).map((each) => objectOf(each, `an entry of ${name}`));

const numbers = (holder: JsonObject, name: string): number[] =>
  list(holder, name).map((each) => numberOf(each, NaN));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A number or a number in a string, as protobuf's JSON allows; NaN for anything else. */
function numberOf<T extends number | null>(value: unknown, absent: T): number | T {
  if (value === undefined || value === null) return absent;
  if (typeof value === 'string') return value.trim() === '' ? NaN : Number(value);
  return typeof value === 'number' ? value : NaN;
}

const nanoseconds = (value: unknown): number => Math.round(numberOf(value, 0) / 1000) / 1000;
