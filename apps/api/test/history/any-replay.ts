import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { HistoryRoom } from './history-room';

interface Replay<Write> {
  /** Different ones. */
  writes: fc.Arbitrary<Write[]>;
  put: (write: Write) => Promise<void>;
  /** What is compared, to the byte. */
  tables: readonly string[];
}

/** Writes in any order, some of them twice, with three folders at once in between: the rows are those of one fold. */
export async function anyReplayLeavesTheSame<Write>(
  room: HistoryRoom,
  { writes, put, tables }: Replay<Write>,
): Promise<void> {
  const rows = () =>
    Promise.all(
      tables.map((table) =>
        room.query(`SELECT * FROM ${table} ORDER BY 1, row_to_json(${table})->>'service'`),
      ),
    );
  await fc.assert(
    fc.asyncProperty(writes, fc.infiniteStream(fc.nat(5)), async (once, chance) => {
      await room.empty();
      for (const write of once) await put(write);
      await room.fold();
      const expected = await rows();
      expect(expected.flat()).not.toEqual([]);

      await room.empty();
      const shuffled = [...once, ...once.slice(0, 4)]
        .map((write) => ({ write, at: chance.next().value }))
        .toSorted((a, b) => a.at - b.at);
      for (const { write } of shuffled) {
        await put(write);
        if (chance.next().value === 0) await Promise.all([room.step(), room.step(), room.step()]);
      }
      await Promise.all([room.fold(), room.fold(), room.fold()]);
      expect(await rows()).toEqual(expected);
    }),
    { numRuns: 12 },
  );
}
