import { expect, it } from '@jest/globals';
import { Distribution } from '../../src/core/latency/distribution';
import { RequestMinuteRepository } from '../../src/storage/request-minutes/request-minute.repository';
import { toldMinutes } from './told-minutes';

const { room, base, send, fold, cumulative } = toldMinutes();

const minutes = () => room.app.get(RequestMinuteRepository);
const own = (requestCount: number) => ({
  minute: new Date(base),
  service: 'watchroom-api',
  instance: 'api-1',
  source: 'own' as const,
  requests: requestCount,
  errors: 0,
  clientErrors: 0,
  distribution: new Distribution(),
  newestAt: new Date(base + 5000),
});

it("are Watchroom's own API only until another service reports", async () => {
  const now = new Date(base + 60_000);
  expect(await minutes().lastHour(now)).toEqual({ requests: 0, errors: 0, services: [], newestAt: null });
  await minutes().replace([own(7)]);
  expect(await minutes().lastHour(now)).toEqual({
    requests: 7,
    errors: 0,
    services: ['watchroom-api'],
    newestAt: new Date(base + 5000),
  });

  await send(cumulative(1, 5, { status: 500 }));
  await fold();

  expect(await minutes().lastHour(now)).toMatchObject({ requests: 5, errors: 5, services: ['shop'] });
  expect(await minutes().reportingServices(now)).toEqual([
    { service: 'shop', newestAt: new Date(base + 60_000) },
  ]);
});

it('counts the 60 minutes up to now and no other', async () => {
  await minutes().replace([own(7)]);
  const at = async (ms: number) => (await minutes().lastHour(new Date(base + ms))).requests;
  expect([await at(-1), await at(0), await at(59 * 60_000 + 59_999), await at(60 * 60_000)]).toEqual([
    0, 7, 7, 0,
  ]);
});
