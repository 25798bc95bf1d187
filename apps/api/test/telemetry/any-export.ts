import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { SentBody } from '../../src/features/telemetry/otlp/body-intake';
import { otlpBytes, resourceOf } from './otlp-bytes';
import { otlpJson } from './otlp-payload';

export const nowMs = Date.now();

export const sent = (bytes: Buffer, more: Partial<SentBody> = {}): SentBody => ({
  encoding: 'application/x-protobuf',
  contentEncoding: null,
  bytes,
  ...more,
});

const count = fc.bigInt({ min: 0n, max: 1_000_000n });
const aTime = fc.integer({ min: -50 * 3_600_000, max: 360_000 }).map((ms) => nowMs + ms);
const anExplicit = fc.integer({ min: 0, max: 6 }).chain((bounds) =>
  fc.record({
    bounds: fc.constantFrom([1, 2, 3, 4, 5, 6].slice(0, bounds), [2, 1]),
    counts: fc.array(count, { minLength: bounds + 1, maxLength: bounds + 1 }),
  }),
);
const anExponential = fc.record({
  scale: fc.integer({ min: -2, max: 22 }),
  offset: fc.integer({ min: -100, max: 100 }),
  counts: fc.array(count, { maxLength: 20 }),
  zeroCount: count,
});
const ofPoint = { atMs: aTime, min: fc.constantFrom(undefined, 0.5, -1), max: fc.constantFrom(undefined, 7) };
const attributes = fc.array(
  fc.tuple(
    fc.constantFrom('http.response.status_code', 'route', 'error.type'),
    fc.constantFrom(200, 500, 'x'),
  ),
  { maxLength: 3 },
);
const points = fc.array(
  fc.oneof(
    fc.record({ ...ofPoint, attributes, explicit: anExplicit }),
    fc.record({ ...ofPoint, attributes, exponential: anExponential }),
  ),
  { maxLength: 6 },
);
const resource = fc
  .constantFrom('shop', 'till', 'watchroom-api', 'two\nlines')
  .map((service) => resourceOf(service));
const unit = fc.constantFrom('s', 'ms', 'h');
const protobuf = fc
  .array(fc.record({ unit, resource, points }), { maxLength: 4 })
  .map((metrics) => sent(otlpBytes(...metrics)));
const json = fc
  .array(fc.record({ atMs: aTime, counts: fc.array(fc.nat(), { minLength: 4, maxLength: 5 }) }), {
    maxLength: 4,
  })
  .map((each) => sent(Buffer.from(JSON.stringify(otlpJson(...each))), { encoding: 'application/json' }));
const damaged = fc
  .tuple(fc.oneof(protobuf, json), fc.nat(), fc.integer({ min: 0, max: 255 }))
  .map(([body, at, byte]) => {
    if (body.bytes.length > 0) body.bytes[at % body.bytes.length] = byte;
    return body;
  });
const compressed = fc
  .tuple(fc.oneof(protobuf, json), fc.constantFrom('gzip', 'deflate', 'br'))
  .map(([{ encoding, bytes }, by]) => ({
    encoding,
    contentEncoding: by,
    bytes: by === 'gzip' ? gzipSync(bytes) : deflateSync(bytes),
  }));

/** An export in any encoding, some of its points beyond what is counted, some of its bytes damaged. */
export const anyExport = fc.oneof(protobuf, json, damaged, compressed);
