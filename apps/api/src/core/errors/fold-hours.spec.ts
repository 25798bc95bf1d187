import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Distribution } from '../latency/distribution';
import { HourFold, type HourTotal, type MinuteCounts } from './fold-hours';

const HOUR = new Date('2026-01-01T10:00:00Z');

const durations = (...ms: number[]): Uint8Array => {
  const distribution = new Distribution();
  for (const each of ms) distribution.record(each);
  return distribution.encode();
};
const part = fc.record({
  minute: fc.nat(59).map((n) => new Date(HOUR.getTime() + n * 60_000)),
  service: fc.constantFrom('shop', 'chat', 'watchroom-api'),
  requests: fc.nat(1000),
  errors: fc.nat(100),
  clientErrors: fc.nat(100),
  distribution: fc
    .array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 5 })
    .map((ms) => durations(...ms)),
});

const folded = (parts: readonly MinuteCounts[]) => {
  const fold = new HourFold(HOUR);
  for (const each of parts) fold.add(each);
  return fold;
};
const bytes = <Row extends HourTotal>(row: Row) => ({
  ...row,
  distribution: row.distribution.encode().toString('hex'),
});
const minutes = (fold: HourFold) =>
  fold.minutes().map(({ minute, requests, errors, distribution }) => ({
    minute,
    requests,
    errors,
    bytes: distribution.encode(),
  }));
const rows = (parts: readonly MinuteCounts[]) => folded(parts).services().map(bytes);

it('adds minutes up by service, and the services but our own to one', () => {
  const at = (text: string) => new Date(`2026-01-01T10:${text}:00Z`);
  const counts = { requests: 10, errors: 2, clientErrors: 1 };
  const fold = folded([
    { ...counts, minute: at('00'), service: 'shop', distribution: durations(5) },
    { ...counts, minute: at('59'), service: 'shop', distribution: durations(7) },
    { ...counts, minute: at('59'), service: 'shop', distribution: durations() },
    { ...counts, minute: at('30'), service: 'chat', requests: 0, distribution: durations(900) },
    { ...counts, minute: at('31'), service: 'watchroom-api', distribution: durations(1) },
  ]);
  const hex = (...ms: number[]) => Buffer.from(durations(...ms)).toString('hex');
  const shop = { hour: HOUR, requests: 30, errors: 6, clientErrors: 3, observedMinutes: 2 };
  expect(fold.services().map(bytes)).toEqual([
    { hour: HOUR, service: 'chat', ...counts, requests: 0, observedMinutes: 1, distribution: hex(900) },
    { service: 'shop', ...shop, distribution: hex(7, 5) },
    { hour: HOUR, service: 'watchroom-api', ...counts, observedMinutes: 1, distribution: hex(1) },
  ]);
  const others = fold.others();
  expect(others && bytes(others)).toEqual({
    ...shop,
    errors: 8,
    clientErrors: 4,
    observedMinutes: 3,
    distribution: hex(5, 7, 900),
  });
});

it('tells each minute of all services but our own, oldest first', () => {
  const at = (text: string) => new Date(`2026-01-01T10:${text}:00Z`);
  const counts = { requests: 10, errors: 2, clientErrors: 1 };
  const fold = folded([
    { ...counts, minute: at('59'), service: 'shop', distribution: durations(5) },
    { ...counts, minute: at('04'), service: 'chat', distribution: durations(900) },
    { ...counts, minute: at('59'), service: 'chat', distribution: durations(7) },
    { ...counts, minute: at('30'), service: 'watchroom-api', distribution: durations(1) },
  ]);
  expect(minutes(fold)).toEqual([
    { minute: at('04'), requests: 10, errors: 2, bytes: durations(900) },
    { minute: at('59'), requests: 20, errors: 4, bytes: durations(5, 7) },
  ]);
});

it('counts requests whose durations are damaged, without the durations', () => {
  const counts = { minute: HOUR, service: 'shop', requests: 1, errors: 0, clientErrors: 0 };
  const damaged = Buffer.from(durations(900));
  damaged[3]! ^= 8;
  const fold = folded([
    { ...counts, distribution: durations(5) },
    { ...counts, distribution: durations(7) },
    { ...counts, distribution: damaged },
  ]);
  expect(fold.unreadable).toBe(1);
  for (const { requests, distribution } of [fold.others()!, ...fold.services(), ...fold.minutes()])
    expect([requests, distribution.encode()]).toEqual([3, durations(5, 7)]);
});

it('has nothing of others where only we ourselves were observed', () => {
  const own = { minute: HOUR, service: 'watchroom-api', requests: 1, errors: 0, clientErrors: 0 };
  expect(folded([{ ...own, distribution: durations(1) }]).others()).toBeNull();
});

it('gives the same bytes in any order', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), fc.nat(), (parts, seed) => {
      const other = parts.toSorted(
        (a, b) => ((a.requests * 31 + seed) % 17) - ((b.requests * 31 + seed) % 17),
      );
      expect(rows(other)).toEqual(rows(parts));
      const [all, again] = [folded(parts).others(), folded(other).others()];
      expect(again && bytes(again)).toEqual(all && bytes(all));
      expect(minutes(folded(other))).toEqual(minutes(folded(parts)));
    }),
  );
});

it('splits into services whose distributions hold every value of their minutes', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const values = (list: MinuteCounts[]) =>
        list.reduce((sum, each) => sum + Distribution.decode(each.distribution).count, 0);
      const fold = folded(parts);
      for (const { service, distribution } of fold.services())
        expect(distribution.count).toBe(values(parts.filter((each) => each.service === service)));
      expect(fold.others()?.distribution.count ?? 0).toBe(
        values(parts.filter(({ service }) => service !== 'watchroom-api')),
      );
    }),
  );
});
