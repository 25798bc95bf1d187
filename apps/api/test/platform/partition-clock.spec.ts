import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { createTestDatabase } from '../setup/database';
import { clockAt, PartitionRoom } from './partition-room';
import { databaseTime } from '../../src/platform/database/database-time';

const DAY_MS = 86_400_000;

let room: PartitionRoom;
const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
beforeAll(async () => {
  room = new PartitionRoom(await createTestDatabase());
});
afterAll(() => room.database.drop());
afterEach(() => {
  warn.mockClear();
});

it('drops nothing by a clock that is far ahead of the database’s, and says so once', async () => {
  const now = await databaseTime(room.database.dataSource);
  await room.putMinutes(now.toISOString());
  await room.query('TRUNCATE hour_marks'); // folded: nothing else holds the partition
  const before = await room.partitions('request_minutes');
  const keeper = room.keeper(clockAt(new Date(now.getTime() + 30 * DAY_MS).toISOString()));
  await keeper.tick();
  await keeper.tick();

  expect(await room.partitions('request_minutes')).toEqual(before);
  expect(await room.places('request_minutes', 'minute')).toHaveLength(1);
  expect(warn.mock.calls).toEqual([[expect.stringContaining('Set the clock of this machine')]]);
});

it('says nothing of clocks that differ by minutes', async () => {
  const now = await databaseTime(room.database.dataSource);
  await room.keeper(clockAt(new Date(now.getTime() + 600_000).toISOString())).tick();
  expect(warn).not.toHaveBeenCalled();
});
