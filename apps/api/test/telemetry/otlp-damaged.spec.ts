import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HostileRoom } from './hostile-room';
import { otlpBytes, type WirePoint } from './otlp-bytes';
import { otlpJson } from './otlp-payload';

let room: HostileRoom;
beforeAll(async () => {
  room = await HostileRoom.open();
});
afterAll(() => room.close());
afterEach(() => room.expectOpen());

const atMs = Date.now() - 60_000;
const points: WirePoint[] = [
  {
    atMs,
    attributes: [
      ['http.response.status_code', 200],
      ['http.route', '/a/{id}'],
    ],
    sum: 1.5,
    min: 0.001,
    max: 2,
    explicit: { bounds: [0.01, 1], counts: [1n, 2n, 3n] },
  },
  { atMs, min: 0.1, max: 1, exponential: { scale: 5, offset: -100, counts: [1n, 300n], zeroCount: 1n } },
];
const WHOLE = otlpBytes({ points });
const WHOLE_JSON = Buffer.from(JSON.stringify(otlpJson({ atMs, counts: [1, 2, 0, 0, 3] })));

it('a body that is cut at any byte: refused, and nothing of it is stored', async () => {
  const before = await room.stored();
  for (let length = 1; length < WHOLE.length; length++) {
    const told = await room.sendBytes(WHOLE.subarray(0, length));
    expect([length, told.status]).toEqual([length, 400]);
  }
  for (let length = 0; length < WHOLE_JSON.length; length++) {
    const told = await room.sendJson(WHOLE_JSON.subarray(0, length));
    expect([length, told.status]).toEqual([length, 400]);
  }
  expect(await room.stored()).toBe(before);
  expect(await room.sendBytes(Buffer.alloc(0))).toEqual({ status: 200, rejected: 0, message: '' }); // no metrics: fine
});

it('any bytes at all: answered as the specification says, and nothing of it is stored', async () => {
  const before = await room.stored();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect([200, 400]).toContain((await room.sendBytes(Buffer.from(bytes))).status);
      expect([200, 400]).toContain((await room.sendJson(Buffer.from(bytes))).status);
    }),
    { numRuns: 300 },
  );
  expect(await room.stored()).toBe(before);
});

/** Bytes put elsewhere, taken out or put in: tags, lengths and numbers alike. */
const damage = (length: number) =>
  fc.array(fc.record({ at: fc.nat(length - 1), take: fc.nat(3), put: fc.uint8Array({ maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 4,
  });
const damaged = (whole: Buffer, changes: { at: number; take: number; put: Uint8Array }[]): Buffer => {
  let body = whole;
  for (const { at, take, put } of changes)
    body = Buffer.concat([body.subarray(0, at), put, body.subarray(at + take)]);
  return body;
};

it.each([
  ['protobuf', WHOLE],
  ['JSON', WHOLE_JSON],
])(
  'a %s body that is damaged anywhere: refused, or all that is stored of it can be read',
  async (kind, whole) => {
    const before = await room.stored();
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(damage(whole.length), async (changes) => {
        const body = damaged(whole, changes);
        const told = await (kind === 'JSON' ? room.sendJson(body) : room.sendBytes(body));
        expect([200, 400]).toContain(told.status);
        if (told.status === 200) accepted++;
      }),
      { numRuns: 600 },
    );
    expect(accepted).toBeGreaterThan(0);
    expect(await room.stored()).toBeLessThanOrEqual(before + accepted * points.length);
  },
);
