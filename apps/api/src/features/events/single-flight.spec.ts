import { expect, it } from '@jest/globals';
import { SingleFlight } from './single-flight';

it('reads once for all who ask the same meanwhile, and anew afterwards, also after a failure', async () => {
  const flights = new SingleFlight<number>();
  let reads = 0;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const read = async () => {
    const mine = ++reads;
    await held;
    if (mine === 2) throw new Error('away');
    return mine;
  };
  const first = [flights.run('a', read), flights.run('a', read)];
  const other = flights.run('b', read);
  other.catch(() => undefined);
  release();
  expect(await Promise.all(first)).toEqual([1, 1]);
  await expect(other).rejects.toThrow('away');
  expect([await flights.run('a', read), await flights.run('b', read)]).toEqual([3, 4]);
});
