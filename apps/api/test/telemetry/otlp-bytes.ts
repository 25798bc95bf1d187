import protobuf from 'protobufjs/minimal.js';

type Writer = protobuf.Writer;
type Write = (inner: Writer) => void;
type Attributes = readonly (readonly [key: string, value: string | number | Write])[];

/** A point as a sender may write it, however wrong; what is absent is not written. */
export interface WirePoint {
  atMs: number;
  startMs?: number;
  attributes?: Attributes;
  count?: bigint;
  sum?: number;
  min?: number;
  max?: number;
  explicit?: { bounds: readonly number[]; counts: readonly bigint[] };
  exponential?: Exponential;
}

interface Exponential {
  scale: number;
  offset: number;
  counts: readonly bigint[];
  negative?: readonly bigint[];
  zeroCount?: bigint;
  zeroThreshold?: number;
}

interface WireMetric {
  unit?: string;
  scope?: string;
  resource?: Attributes;
  points: readonly WirePoint[];
}

const [VARINT, FIXED, BYTES] = [0, 1, 2] as const;
const NAME = 'http.server.request.duration';

export const bytesOf = (write: Write): Buffer => {
  const writer = protobuf.Writer.create();
  write(writer);
  return Buffer.from(writer.finish());
};

/** A message, a list or whatever else stands between a length and its end. */
export const within = (writer: Writer, field: number, write: Write): Writer => {
  write(writer.uint32((field << 3) | BYTES).fork());
  return writer.ldelim();
};

/** One request of these metrics, each in a resource of its own. */
export const otlpBytes = (...metrics: WireMetric[]): Buffer =>
  bytesOf((writer) => {
    for (const metric of metrics) within(writer, 1, (resource) => writeResource(resource, metric));
  });

/** The same place for all: of a service that nobody else uses. */
export const resourceOf = (service: string, more: Attributes = []): Attributes => [
  ['service.name', service],
  ['service.instance.id', 'one'],
  ...more,
];

function writeResource(writer: Writer, metric: WireMetric): void {
  within(writer, 1, (resource) => writeAttributes(resource, 1, metric.resource ?? resourceOf('shop')));
  within(writer, 2, (scoped) => {
    within(scoped, 1, (scope) => text(scope, 1, metric.scope ?? 'test'));
    within(scoped, 2, (inner) => writeMetric(inner, metric));
  });
}

export function writeMetric(writer: Writer, { unit = 's', points }: WireMetric): void {
  text(text(writer, 1, NAME), 3, unit);
  for (const point of points)
    within(writer, point.exponential === undefined ? 9 : 10, (data) => {
      within(data, 1, (inner) => writePoint(inner, point));
      data.uint32((2 << 3) | VARINT).int32(1);
    });
}

export function writePoint(writer: Writer, point: WirePoint): void {
  const { explicit, exponential } = point;
  fixed(writer, 2, nanoseconds(point.startMs ?? point.atMs - 60_000));
  fixed(writer, 3, nanoseconds(point.atMs));
  const counts = explicit?.counts ?? exponential?.counts ?? [];
  fixed(
    writer,
    4,
    point.count ?? counts.reduce((total, count) => total + count, exponential?.zeroCount ?? 0n),
  );
  if (point.sum !== undefined) real(writer, 5, point.sum);
  if (explicit !== undefined) writeExplicit(writer, explicit);
  if (exponential !== undefined) writeExponential(writer, exponential);
  const [min, max] = exponential === undefined ? [11, 12] : [12, 13];
  if (point.min !== undefined) real(writer, min, point.min);
  if (point.max !== undefined) real(writer, max, point.max);
  writeAttributes(writer, exponential === undefined ? 9 : 1, point.attributes ?? []);
}

function writeExplicit(writer: Writer, { bounds, counts }: NonNullable<WirePoint['explicit']>): void {
  within(writer, 6, (list) => counts.forEach((count) => fixedOnly(list, count)));
  within(writer, 7, (list) => bounds.forEach((bound) => list.double(bound)));
}

function writeExponential(writer: Writer, shape: Exponential): void {
  writer.uint32((6 << 3) | VARINT).sint32(shape.scale);
  fixed(writer, 7, shape.zeroCount ?? 0n);
  if (shape.zeroThreshold !== undefined) real(writer, 14, shape.zeroThreshold);
  for (const [field, counts] of [
    [8, shape.counts],
    [9, shape.negative ?? []],
  ] as const)
    within(writer, field, (buckets) => {
      buckets.uint32((1 << 3) | VARINT).sint32(shape.offset);
      within(buckets, 2, (list) => counts.forEach((count) => varint(list, count)));
    });
}

export function writeAttributes(writer: Writer, field: number, attributes: Attributes): void {
  for (const [key, value] of attributes)
    within(writer, field, (pair) => {
      text(pair, 1, key);
      within(pair, 2, (held) => {
        if (typeof value === 'string') text(held, 1, value);
        else if (typeof value === 'number') held.uint32((3 << 3) | VARINT).int64(value);
        else value(held);
      });
    });
}

/** A list within a list and so on, in as many levels. */
export const nested =
  (levels: number): Write =>
  (writer) => {
    const lengths = [0];
    while (lengths.length < levels) {
      const inner = lengths.at(-1)!;
      lengths.push(inner + 1 + varintBytes(inner));
    }
    for (const length of lengths.toReversed()) writer.uint32((5 << 3) | BYTES).uint32(length);
  };

const varintBytes = (value: number): number => Math.max(1, Math.ceil((32 - Math.clz32(value)) / 7));

const text = (writer: Writer, field: number, value: string): Writer =>
  writer.uint32((field << 3) | BYTES).string(value);

const real = (writer: Writer, field: number, value: number): Writer =>
  writer.uint32((field << 3) | FIXED).double(value);

const fixed = (writer: Writer, field: number, value: bigint): Writer =>
  fixedOnly(writer.uint32((field << 3) | FIXED), value);

const fixedOnly = (writer: Writer, value: bigint): Writer => {
  const unsigned = BigInt.asUintN(64, value);
  return writer.fixed32(Number(unsigned & 0xffff_ffffn)).fixed32(Number(unsigned >> 32n));
};

const varint = (writer: Writer, value: bigint): Writer =>
  writer.uint64({
    low: Number(BigInt.asIntN(32, value)),
    high: Number(BigInt.asIntN(32, value >> 32n)),
    unsigned: true,
  } as never);

const nanoseconds = (ms: number): bigint => BigInt(Math.round(ms * 1000)) * 1000n;
