import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HostileRoom } from './hostile-room';
import { otlpBytes, resourceOf, type WirePoint } from './otlp-bytes';

let room: HostileRoom;
beforeAll(async () => {
  room = await HostileRoom.open();
});
afterAll(() => room.close());

const atMs = Date.now() - 60_000;
const [NEXT_ABOVE, HUGE] = [1.0317999999999994, 1e306];
const fine: WirePoint = { atMs, explicit: { bounds: [0.01, 1], counts: [1n, 2n, 3n] } };
const explicit = (bounds: number[], counts: bigint[]): Partial<WirePoint> => ({
  explicit: { bounds, counts },
});
const exponential = (more: object): Partial<WirePoint> => ({
  explicit: undefined,
  exponential: { scale: 3, offset: 1, counts: [1n], ...more },
});

describe('a point whose numbers cannot be, in protobuf: refused alone, with the reason', () => {
  it.each<[string, Partial<WirePoint>, string]>([
    ['a sum that is no number', { sum: NaN }, 'sum'],
    ['an infinite sum', { sum: Infinity }, 'sum'],
    ['a negative sum', { sum: -0.001 }, 'sum'],
    ['an infinitely negative sum', { sum: -Infinity }, 'sum'],
    ['a minimum that is no number', { min: NaN }, 'min'],
    ['an infinite maximum', { max: Infinity }, 'max'],
    ['a minimum that is infinite in ms', { min: HUGE, max: HUGE }, 'min'],
    ['a maximum that is infinite in ms', { max: HUGE }, 'max'],
    ['a bound that is no number', explicit([NaN, 1], [1n, 2n, 3n]), 'explicit_bounds'],
    ['an infinite bound', explicit([1, Infinity], [1n, 2n, 3n]), 'explicit_bounds'],
    ['a bound that is infinite in ms', explicit([1, HUGE], [1n, 2n, 3n]), 'explicit_bounds'],
    [
      'bounds that are the same in ms',
      explicit([1.0317999999999992, NEXT_ABOVE], [1n, 2n, 3n]),
      'explicit_bounds',
    ],
    ['bounds and no counts', { count: 5n, ...explicit([1, 2], []) }, 'bucket_counts'],
    ['a count of 2^53 + 1', { count: 2n ** 53n + 1n }, 'count'],
    ['a count of 2^64 - 1', { count: -1n }, 'count'],
    ['a bucket of 2^53 + 1', explicit([1], [2n ** 53n + 1n, 0n]), 'count'],
    ['buckets that only together are too many', explicit([1], [10n ** 12n, 1n]), 'count'],
    ['a scale of 21', exponential({ scale: 21 }), 'scale'],
    ['a scale of -11', exponential({ scale: -11 }), 'scale'],
    ['the largest scale', exponential({ scale: 2 ** 31 - 1 }), 'scale'],
    ['the smallest scale', exponential({ scale: -(2 ** 31) }), 'scale'],
    ['the largest offset', exponential({ offset: 2 ** 31 - 1 }), 'beyond any duration'],
    ['the smallest offset', exponential({ offset: -(2 ** 31) }), 'beyond any duration'],
    ['the largest offset at scale -10', exponential({ scale: -10, offset: 2 ** 31 - 1 }), 'beyond any'],
    ['a bucket of 2^64 - 1', exponential({ counts: [-1n] }), 'count'],
    ['a zero count of 2^63', exponential({ zeroCount: 2n ** 63n }), 'count'],
    ['a threshold that is no number', exponential({ zeroThreshold: NaN }), 'zero_threshold'],
    ['an infinite threshold', exponential({ zeroThreshold: Infinity }), 'zero_threshold'],
    ['a duration below 0', exponential({ negative: [1n], scale: 0 }), 'below 0'],
  ])('%s', async (name, more, reason) => {
    const before = await room.stored();
    const points = [{ ...fine, ...more } as WirePoint, { ...fine, atMs: atMs - 1 }];
    const told = await room.sendBytes(otlpBytes({ resource: resourceOf(name.slice(0, 60)), points }));
    expect(told).toEqual({ status: 200, rejected: 1, message: expect.stringContaining(reason) });
    expect(await room.stored()).toBe(before + 1);
    await room.expectOpen();
  });
});

describe('a point whose numbers are extreme but can be', () => {
  it.each<[string, Partial<WirePoint>]>([
    ['10^12 requests', explicit([1], [10n ** 12n, 0n])],
    ['the smallest double as bound', explicit([5e-324, 1], [1n, 0n, 0n])],
    ['a negative bound', explicit([-1e300, 1], [0n, 1n, 0n])],
    ['scale 20 and its longest duration', exponential({ scale: 20, offset: 60 * 2 ** 20 - 1 })],
    ['scale -10', exponential({ scale: -10, offset: -1, counts: [1n, 1n] })],
    ['an absurd offset of empty buckets', exponential({ offset: -(2 ** 31), counts: [0n, 0n] })],
    ['only zeros', exponential({ counts: [], zeroCount: 10n ** 12n, zeroThreshold: 5e-324 })],
  ])('%s: stored, folded and read', async (name, more) => {
    const point = { ...fine, ...more } as WirePoint;
    const body = otlpBytes({ resource: resourceOf(name.slice(0, 60)), points: [point] });
    expect(await room.sendBytes(body)).toEqual({ status: 200, rejected: 0, message: '' });
    await room.expectOpen();
  });

  it('more requests in one minute than a number can count: nobody else’s figures suffer', async () => {
    const points = Array.from({ length: 9_100 }, (_, i) => ({
      atMs: atMs - (atMs % 60_000) - i / 1_000,
      explicit: { bounds: [1], counts: [10n ** 12n, 0n] },
    }));
    const told = await room.sendBytes(otlpBytes({ resource: resourceOf('boundless'), points }));
    expect(told).toEqual({ status: 200, rejected: 0, message: '' });
    await room.expectOpen();
    const hours = await room.database.dataSource.query<{ requests: string }[]>(
      `SELECT requests FROM error_buckets WHERE service = 'boundless' AND requests > 2 ^ 53`,
    );
    expect(hours).toHaveLength(1);
  });
});
