import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import type { BodyReader, SentBody } from '../../src/features/telemetry/otlp/body-reader';
import { InThreadBodyReader } from '../../src/features/telemetry/otlp/in-thread.body-reader';
import { WorkerBodyReader } from '../../src/features/telemetry/otlp/worker.body-reader';
import { inTime } from '../../src/platform/deadline';
import { builtProgram } from './built-program';
import { otlpBytes, resourceOf, type WirePoint } from './otlp-bytes';
import { otlpJson } from './otlp-payload';

let program: URL;
const nowMs = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'watchroom-reader-'));
const readers: WorkerBodyReader[] = [];
const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);

beforeAll(async () => {
  program = await builtProgram('otlp-reader');
});
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.onApplicationShutdown();
  logged.mockClear();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  logged.mockRestore();
});

function readerWith(of: URL, hangsAfterMs?: number): WorkerBodyReader {
  const reader = new WorkerBodyReader(of, hangsAfterMs);
  readers.push(reader);
  return reader;
}

/** The real program, but the first thread of this name does something else once it has answered an empty body. */
function faulty(name: string, fault: string): URL {
  const file = join(folder, `${name}.mjs`);
  const done = JSON.stringify(join(folder, name));
  writeFileSync(
    file,
    `import { existsSync, writeFileSync } from 'node:fs';
    import { parentPort } from 'node:worker_threads';
    await import(${JSON.stringify(program.href)});
    if (!existsSync(${done})) parentPort.on('message', ({ bytes }) => {
      if (bytes.length > 0) return;
      writeFileSync(${done}, '');
      ${fault}
    });`,
  );
  return pathToFileURL(file);
}

const sent = (bytes: Buffer, more: Partial<SentBody> = {}): SentBody => ({
  encoding: 'application/x-protobuf',
  contentEncoding: null,
  bytes,
  ...more,
});
const copyOf = (body: SentBody): SentBody => ({ ...body, bytes: Buffer.from(body.bytes) });
const aPoint: WirePoint = { atMs: nowMs, explicit: { bounds: [1], counts: [1n, 0n] } };
const anEmptyBody = () => sent(Buffer.alloc(0));
const aBody = () => sent(otlpBytes({ resource: resourceOf('shop'), points: [aPoint] }));

/** What came of it: points and refusals, or the error as the sender is told it. */
async function outcomeOf(reader: BodyReader, body: SentBody): Promise<unknown> {
  try {
    return await reader.read(body, nowMs);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { code, message };
  }
}

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

describe('the thread', () => {
  it('reads the same points out of the same bodies as the process itself, and refuses the same', async () => {
    const [thread, here] = [readerWith(program), new InThreadBodyReader()];
    const bodies = fc.array(fc.oneof(protobuf, json, damaged, compressed), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(bodies, async (some) => {
        const expected = await Promise.all(some.map((body) => outcomeOf(here, copyOf(body))));
        expect(await Promise.all(some.map((body) => outcomeOf(thread, copyOf(body))))).toEqual(expected);
      }),
    );
    expect(logged).not.toHaveBeenCalled();
  });

  it('lets other bodies pass between those that have to be decompressed', async () => {
    const reader = readerWith(program);
    const order: string[] = [];
    const read = (name: string, body: SentBody) => reader.read(body, nowMs).then(() => order.push(name));
    const squeezed = () => sent(gzipSync(aBody().bytes), { contentEncoding: 'gzip' });
    await Promise.all([read('first', squeezed()), read('second', squeezed()), read('plain', aBody())]);
    expect(order.at(-1)).toBe('second');
  });
});

const refused = { code: 'unavailable', more: { retryAfterSeconds: 2 } };

describe('a thread that fails', () => {
  it.each<[string, number, string, RegExp]>([
    ['dies', 20_000, 'process.exit(3);', /2 are refused for now: it ended with code 3/],
    ['throws', 20_000, 'throw new Error("of the test");', /of the test/],
    ['hangs', 3_000, 'for (;;);', /2 are refused for now: it has not answered for 3 s/],
  ])(
    '%s: what was read is answered, whoever waits is told to come again, the next body finds a new one',
    async (name, hangs, fault, why) => {
      const reader = readerWith(faulty(name, fault), hangs);
      const expected = await new InThreadBodyReader().read(aBody(), nowMs);
      expect(await reader.read(aBody(), nowMs)).toEqual(expected);
      const [before, ...after] = await Promise.allSettled(
        [anEmptyBody(), aBody(), aBody()].map((body) => reader.read(body, nowMs)),
      );
      expect(before!.status).toBe('fulfilled');
      for (const result of after) expect(result).toMatchObject({ status: 'rejected', reason: refused });
      expect(await reader.read(aBody(), nowMs)).toEqual(expected); // its series are told anew
      expect(logged.mock.calls).toEqual([[expect.stringMatching(why)]]);
    },
  );

  it('because there is no program refuses each body, and is tried again for each', async () => {
    const reader = readerWith(pathToFileURL(join(folder, 'none.mjs')));
    for (let i = 0; i < 2; i++) await expect(reader.read(aBody(), nowMs)).rejects.toMatchObject(refused);
    expect(logged).toHaveBeenCalledTimes(2);
  });
});

describe('who comes too many, too late or at the end', () => {
  it('is told to come again when the queue is long, and those before are read', async () => {
    const reader = readerWith(program);
    const waiting = Array.from({ length: 1_000 }, () => reader.read(aBody(), nowMs));
    await expect(reader.read(aBody(), nowMs)).rejects.toMatchObject(refused);
    await Promise.all(waiting);
    const large = Array.from({ length: 4 }, () => reader.read(sent(Buffer.alloc(4 * 1024 * 1024)), nowMs));
    await expect(reader.read(aBody(), nowMs)).rejects.toMatchObject(refused);
    for (const result of await Promise.allSettled(large))
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'invalid' } });
    expect((await reader.read(aBody(), nowMs)).points.series).toHaveLength(1);
  });

  it('is not read when nobody waits for the answer any more', async () => {
    const reader = readerWith(program);
    await expect(inTime(-1, () => reader.read(aBody(), nowMs))).rejects.toMatchObject(refused);
  });

  it('is refused when the process ends, without a word in the log', async () => {
    const reader = readerWith(program);
    const waiting = Promise.allSettled([reader.read(aBody(), nowMs), reader.read(aBody(), nowMs)]);
    await reader.onApplicationShutdown();
    for (const result of await waiting) expect(result).toMatchObject({ status: 'rejected', reason: refused });
    await expect(reader.read(aBody(), nowMs)).rejects.toMatchObject(refused);
    expect(logged).not.toHaveBeenCalled();
  });
});
