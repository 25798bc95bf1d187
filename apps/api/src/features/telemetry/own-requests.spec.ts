import { expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { RequestMinute } from '../../core/requests/request-minute';
import { SystemClock } from '../../platform/clock/clock';
import { Replica } from '../../platform/replica';
import { RequestMinuteRepository } from '../../storage/request-minutes/request-minute.repository';
import { OwnRequests } from './own-requests';

class Minutes extends RequestMinuteRepository {
  readonly written: RequestMinute[] = [];
  override async replace(minutes: readonly RequestMinute[]) {
    this.written.push(...minutes);
  }
  override lastHour = unused;
  override latency = unused;
  override reportingServices = unused;
  override within = unused;
}
const unused = () => Promise.reject(new Error('not part of this test'));

it('writes as soon as the database is connected, however often it was not', async () => {
  const minutes = new Minutes();
  const dataSource = { isInitialized: false };
  const own = new OwnRequests(minutes, dataSource as DataSource, new SystemClock(), new Replica('api-1'));
  await own.write();
  await own.write();
  expect(minutes.written).toEqual([]);
  dataSource.isInitialized = true;
  await own.write();
  expect(minutes.written).toMatchObject([{ service: 'watchroom-api', instance: 'api-1', requests: 0 }]);
});
