import { describe, expect, it } from '@jest/globals';
import { judgeOpenMeetings, type OpenMeeting } from './open-meetings';

const at = (seconds: number) => new Date(Date.parse('2026-11-23T10:00:00Z') + seconds * 1000);
const session = (changes: Partial<OpenMeeting> = {}): OpenMeeting => ({
  place: 'room',
  sessionId: 's',
  meetings: ['m1'],
  lastSignAt: at(-100),
  missedSince: null,
  missedPolls: 0,
  isClosed: false,
  ...changes,
});
const NOTHING = { active: [], idle: [], ended: [], isComplete: true };
const judge = (open: OpenMeeting, poll: Partial<typeof NOTHING> | object = {}, seconds = 0) =>
  judgeOpenMeetings([open], { ...NOTHING, ...poll, askedAt: at(seconds) }, 60_000);
const NONE = { confirmed: [], missed: [], closed: [] };

describe('a session that is open here', () => {
  it('is closed when the vendor did not know it in three polls', () => {
    let open = session();
    for (const seconds of [0, 30]) {
      const { missed } = judge(open, {}, seconds);
      expect(missed).toHaveLength(1);
      open = missed[0]!;
    }
    expect(open).toMatchObject({ missedSince: at(0), missedPolls: 2 });
    expect(judge(open, {}, 60).closed).toMatchObject([
      { sessionId: 's', lastSignAt: at(-100), missedPolls: 3 },
    ]);
  });

  it('begins anew to be missed after a sign of life', () => {
    const open = session({ missedSince: at(0), missedPolls: 2, lastSignAt: at(10) });
    expect(judge(open, {}, 60)).toMatchObject({
      closed: [],
      missed: [{ missedSince: at(60), missedPolls: 1 }],
    });
  });

  it('lives while one of its meetings does, and is confirmed when its last sign is old or it was missed', () => {
    const there = { active: ['m1'] };
    expect(judge(session(), there).confirmed).toHaveLength(1);
    expect(judge(session({ lastSignAt: at(-59) }), there)).toEqual(NONE);
    expect(judge(session({ lastSignAt: at(-59), missedPolls: 1 }), there).confirmed).toHaveLength(1);
    expect(judge(session({ meetings: ['gone', 'm1'] }), there).confirmed).toHaveLength(1);
  });

  it('is left as it is while its room is there with nobody in it, and where its meeting is not known', () => {
    expect(judge(session(), { idle: ['m1'] })).toEqual(NONE);
    expect(judge(session({ meetings: [] }))).toEqual(NONE);
  });

  it('turns up again after it was closed, and is not closed twice', () => {
    const closed = session({ isClosed: true });
    expect(judge(closed, { active: ['m1'] }).confirmed).toHaveLength(1);
    expect(judge(closed)).toEqual(NONE);
  });

  it('is not missed in a list that is not complete, unless its end is told', () => {
    expect(judge(session(), { isComplete: false })).toEqual(NONE);
    expect(judge(session(), { isComplete: false, ended: ['m1'] }).missed).toHaveLength(1);
  });
});
