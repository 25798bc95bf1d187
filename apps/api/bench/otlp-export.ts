import protobuf from 'protobufjs/minimal.js';

type Writer = protobuf.Writer;

const SECONDS_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const EXPONENTIAL_SCALE = 5;
const OCCUPIED_BUCKETS = 60;
const STATUSES = [200, 201, 404, 500];
const METHODS = ['GET', 'POST', 'PUT'];
/** Stand in the template where a send puts its own figures; a growing count takes 5 bytes as varint, too. */
const [TIME, START, COUNT] = [0x1122334455667788n, 0x1223344556677889n, 300_000_001];
/** All other buckets hold this together. */
const others = (buckets: number) => Array.from({ length: buckets }, (_, i) => (i * 7) % 23);
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
const [EXPLICIT, EXPONENTIAL] = [others(SECONDS_BOUNDS.length + 1), others(OCCUPIED_BUCKETS)];
const GROWING = 7; // an index whose other count would be 3: it is left out of the sums
const besides = (counts: readonly number[]) => sum(counts) - counts[GROWING]!;

const tag = (field: number, wire: 0 | 1 | 2): number => (field << 3) | wire;
const message = (writer: Writer, field: number, write: (inner: Writer) => void): Writer => {
  write(writer.uint32(tag(field, 2)).fork());
  return writer.ldelim();
};
const fixed64 = (writer: Writer, field: number, value: number | bigint): Writer =>
  writer
    .uint32(tag(field, 1))
    .fixed32(Number(BigInt(value) & 0xffffffffn))
    .fixed32(Number(BigInt(value) >> 32n));

/** What one instance of a service exports again and again: cumulative histograms of many series, in protobuf. */
export class OtlpExport {
  private readonly body: Buffer;
  private readonly times: number[];
  private readonly starts: number[];
  /** Where a count stands, and what it has more than the growing bucket. */
  private readonly totals: [at: number, more: number][];
  private readonly varints: number[];
  private sent = 0;

  constructor(
    private readonly instance: number,
    readonly series: number,
    services: number,
  ) {
    const resource = {
      'service.name': `service-${instance % services}`,
      'service.instance.id': `instance-${instance}`,
    };
    const writer = protobuf.Writer.create();
    message(writer, 1, (metrics) => {
      message(metrics, 1, (inner) => attributes(inner, 1, resource));
      message(metrics, 2, (scope) => message(scope, 2, (metric) => this.metric(metric)));
    });
    this.body = Buffer.from(writer.finish());
    this.times = placesOf(this.body, fixedBytes(TIME));
    this.starts = placesOf(this.body, fixedBytes(START));
    this.totals = [0, besides(EXPLICIT), besides(EXPONENTIAL)].flatMap((more) =>
      placesOf(this.body, fixedBytes(BigInt(COUNT + more))).map((at): [number, number] => [at, more]),
    );
    this.varints = placesOf(this.body, varintBytes(COUNT));
  }

  /** The body of the next export: one request more in each series. Valid until the next call. */
  next(startMs: number, nowMs: number): Buffer {
    const count = COUNT + ++this.sent;
    for (const at of this.times) this.body.writeBigUInt64LE(BigInt(nowMs) * 1_000_000n, at);
    for (const at of this.starts) this.body.writeBigUInt64LE(BigInt(startMs) * 1_000_000n, at);
    for (const [at, more] of this.totals) this.body.writeUInt32LE(count + more, at);
    const varint = varintBytes(count);
    for (const at of this.varints) varint.copy(this.body, at);
    return this.body;
  }

  private metric(writer: Writer): void {
    const isExponential = this.instance % 2 === 1;
    writer.uint32(tag(1, 2)).string('http.server.request.duration').uint32(tag(3, 2)).string('s');
    message(writer, isExponential ? 10 : 9, (data) => {
      for (let i = 0; i < this.series; i++)
        message(data, 1, (point) => (isExponential ? exponential(point, i) : explicit(point, i)));
      data.uint32(tag(2, 0)).int32(2);
    });
  }
}

function attributes(writer: Writer, field: number, values: Record<string, string | number>): void {
  for (const [key, value] of Object.entries(values))
    message(writer, field, (pair) => {
      pair.uint32(tag(1, 2)).string(key);
      message(pair, 2, (held) =>
        typeof value === 'string'
          ? held.uint32(tag(1, 2)).string(value)
          : held.uint32(tag(3, 0)).int64(value),
      );
    });
}

const ofSeries = (i: number) => ({
  'http.request.method': METHODS[i % METHODS.length]!,
  'http.response.status_code': STATUSES[i % STATUSES.length]!,
  'http.route': `/api/v1/resources/${i}/items/{id}`,
  'url.scheme': 'https',
  'network.protocol.version': '1.1',
});

function explicit(writer: Writer, i: number): void {
  fixed64(fixed64(writer, 2, START), 3, TIME);
  fixed64(writer, 4, COUNT + besides(EXPLICIT));
  writer.uint32(tag(5, 1)).double(1_000);
  message(writer, 6, (counts) => {
    for (const [bucket, count] of EXPLICIT.entries())
      counts.fixed32(bucket === GROWING ? COUNT : count).fixed32(0);
  });
  message(writer, 7, (bounds) => SECONDS_BOUNDS.forEach((bound) => bounds.double(bound)));
  attributes(writer, 9, ofSeries(i));
  writer.uint32(tag(11, 1)).double(0.001).uint32(tag(12, 1)).double(9);
}

function exponential(writer: Writer, i: number): void {
  attributes(writer, 1, ofSeries(i));
  fixed64(fixed64(writer, 2, START), 3, TIME);
  fixed64(writer, 4, COUNT + besides(EXPONENTIAL));
  writer.uint32(tag(5, 1)).double(1_000);
  writer.uint32(tag(6, 0)).sint32(EXPONENTIAL_SCALE);
  message(writer, 8, (buckets) => {
    buckets.uint32(tag(1, 0)).sint32(-180 + (i % 20));
    message(buckets, 2, (counts) => {
      for (const [bucket, count] of EXPONENTIAL.entries()) counts.uint64(bucket === GROWING ? COUNT : count);
    });
  });
  writer.uint32(tag(12, 1)).double(0.001).uint32(tag(13, 1)).double(9);
}

function fixedBytes(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

const varintBytes = (value: number): Buffer => Buffer.from(protobuf.Writer.create().uint64(value).finish());

function placesOf(body: Buffer, pattern: Buffer): number[] {
  const places: number[] = [];
  for (let at = body.indexOf(pattern); at >= 0; at = body.indexOf(pattern, at + pattern.length))
    places.push(at);
  return places;
}
