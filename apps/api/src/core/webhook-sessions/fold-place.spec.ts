import { describe, expect, it } from '@jest/globals';
import type { ServiceEvent } from '../webhooks/service-event';
import type { KnownOfSession } from './heard-session';
import { at, avatar, event, fold, ofMeeting, person, SESSION } from './testing/some-events';

const only = (...args: Parameters<typeof fold>) => {
  const sessions = fold(...args);
  expect(sessions).toHaveLength(1);
  return sessions[0]!;
};

describe('a meeting', () => {
  it('without a mark is a session of its own, of a category that nobody told', () => {
    const { report, meetings } = only([event('opened', 0), person('joined', 1), event('ended', 60)]);
    expect(report).toEqual({
      sessionId: ofMeeting('m1'),
      category: 'Not told',
      provider: 'livekit',
      startTime: at(0),
      endTime: at(60),
      lastSeenAt: at(60),
      quality: null,
    });
    expect(meetings).toEqual(['m1']);
  });

  it('with a mark tells of the session of the platform, also when the mark comes late', () => {
    const marked = event('sign_of_life', 5, { mark: { sessionId: SESSION, category: 'Grief' } });
    expect(only([event('opened', 0), marked, person('joined', 9)]).report).toMatchObject({
      sessionId: SESSION,
      category: 'Grief',
      startTime: at(0),
      endTime: null,
      lastSeenAt: at(9),
    });
  });

  it('goes on while a person is there, and through the grace of one who lost the connection', () => {
    const left = [event('opened', 0), person('joined', 1), person('left', 50)];
    expect(only(left.slice(0, 2)).report.endTime).toBeNull();
    expect(only(left, 69)).toMatchObject({ report: { endTime: null }, lookAgainAt: at(70) });
    expect(only(left, 70)).toMatchObject({ report: { endTime: at(50) }, lookAgainAt: null });
    const back = person('joined', 55, { participant: 'p2' });
    expect(only([...left, back], 100)).toMatchObject({ report: { endTime: null }, lookAgainAt: null });
  });

  it('is ended by its vendor, whatever of its participants was lost', () => {
    expect(only([person('joined', 1), event('ended', 60)]).report.endTime).toEqual(at(60));
    expect(only([event('ended', 60)]).report).toMatchObject({ startTime: at(60), endTime: at(60) });
  });

  it('does not end by machines that leave, nor when nobody was ever seen', () => {
    const machine = (kind: ServiceEvent['kind'], seconds: number) =>
      event(kind, seconds, { participant: 'x', role: 'machine' });
    expect(only([event('opened', 0), machine('joined', 1), machine('left', 2)]).report.endTime).toBeNull();
  });

  it('is over once its room is used again', () => {
    const again = event('opened', 100, { meeting: 'm2' });
    const [first, second] = fold([event('opened', 0), person('joined', 5), again]);
    expect(first!.report).toMatchObject({ sessionId: ofMeeting('m1'), endTime: at(5) });
    expect(second!.report).toMatchObject({ startTime: at(100), endTime: null });
  });
});

describe('participants without the id of a meeting', () => {
  const daily = { service: 'daily_co', meeting: null } as const;
  const meeting = (id: string, from: number, to: number | null) => [
    event('opened', from, { service: 'daily_co', meeting: id }),
    ...(to === null ? [] : [event('ended', to, { service: 'daily_co', meeting: id })]),
  ];

  it('belong to the meeting of their room and time', () => {
    const sessions = fold([
      ...meeting('m1', 0, 100),
      ...meeting('m2', 200, 300),
      person('joined', 10, { ...daily, quality: 'good' }),
      person('joined', 195, { ...daily, participant: 'p2', quality: 'poor' }),
      person('left', 290, { ...daily, participant: 'p2' }),
    ]);
    expect(sessions.map(({ report }) => report.quality)).toEqual([
      { level: 'good', at: at(10) },
      { level: 'poor', at: at(195) },
    ]);
  });

  it('stay together: who leaves after the end had come before it', () => {
    const sessions = fold([
      ...meeting('m1', 0, 100),
      ...meeting('m2', 110, null),
      person('joined', 10, daily),
      person('left', 112, daily),
    ]);
    expect(sessions.map(({ report }) => [report.endTime, report.lastSeenAt])).toEqual([
      [at(100), at(100)],
      [null, at(110)],
    ]);
  });

  it('wait for their meeting, unless their room names the session', () => {
    expect(fold([person('joined', 10, daily)])).toEqual([]);
    const mark = { sessionId: SESSION, category: null };
    expect(only([person('joined', 10, { ...daily, mark })]).report).toMatchObject({ sessionId: SESSION });
  });
});

it('needs the room of what a media carrier tells, and none where there are no rooms', () => {
  expect(fold([event('sign_of_life', 5, { room: null })])).toEqual([]);
  const call = { service: 'beyond_presence', room: null, meeting: 'call' } as const;
  expect(only([event('sign_of_life', 5, call), event('ended', 60, call)]).report).toMatchObject({
    sessionId: ofMeeting('call'),
    provider: 'beyond_presence',
    startTime: at(5),
    endTime: at(60),
  });
});

describe('meetings of one mark', () => {
  const mark = { sessionId: SESSION, category: 'Anxiety' };

  it('are one session, which ends with the last of them', () => {
    const first = [event('opened', 0, { mark }), event('ended', 50, { mark })];
    const second = [
      event('opened', 60, { mark, meeting: 'm2' }),
      event('ended', 90, { mark, meeting: 'm2' }),
    ];
    expect(only([...first, second[0]!]).report).toMatchObject({ startTime: at(0), endTime: null });
    expect(only([...first, ...second])).toMatchObject({
      report: { startTime: at(0), endTime: at(90) },
      meetings: ['m1', 'm2'],
    });
  });
});

describe('quality', () => {
  it('is that of the worst person there when it was last reported', () => {
    const of = (
      participant: string,
      kind: ServiceEvent['kind'],
      seconds: number,
      quality: ServiceEvent['quality'],
    ) => person(kind, seconds, { participant, quality });
    const joined = [of('p1', 'joined', 1, 'poor'), of('p2', 'joined', 2, 'good')];
    expect(only(joined).report.quality).toEqual({ level: 'poor', at: at(2) });
    const better = of('p1', 'sign_of_life', 3, 'excellent');
    expect(only([...joined, better]).report.quality).toEqual({ level: 'good', at: at(3) });
    const gone = [of('p1', 'left', 4, null), of('p2', 'sign_of_life', 5, 'fair')];
    expect(only([...joined, ...gone]).report.quality).toEqual({ level: 'fair', at: at(5) });
    expect(
      only([event('joined', 1, { participant: 'a', role: 'avatar', quality: 'poor' })]).report.quality,
    ).toBeNull();
  });
});

describe('what is known from elsewhere', () => {
  const open = [event('opened', 0), person('joined', 1)];
  const known = (changes: Partial<KnownOfSession>): [string, KnownOfSession][] => [
    [ofMeeting('m1'), { startTime: at(0), confirmedAt: null, closure: null, ...changes }],
  ];
  const closure = { at: at(500), lastSignAt: at(30), reason: 'gone_at_vendor' } as const;

  it('is a sign of life when the vendor still has the meeting', () => {
    expect(only(open, 900, known({ confirmedAt: at(800) })).report.lastSeenAt).toEqual(at(800));
    const ended = [...open, event('ended', 60)];
    expect(only(ended, 900, known({ confirmedAt: at(70) })).report.lastSeenAt).toEqual(at(60));
  });

  it('closes a session until something newer is heard of it', () => {
    expect(only(open, 900, known({ closure }))).toMatchObject({
      report: { endTime: at(30), lastSeenAt: at(1) },
      closure,
    });
    const newer = person('sign_of_life', 31);
    expect(only([...open, newer], 900, known({ closure }))).toMatchObject({
      report: { endTime: null },
      closure: null,
    });
    expect(only([...open, event('ended', 20)], 900, known({ closure }))).toMatchObject({
      report: { endTime: at(20) },
      closure: null,
    });
  });

  it('keeps the start that forgotten events told', () => {
    const started = (startTime: Date) =>
      only([person('joined', 1)], 900, known({ startTime })).report.startTime;
    expect(started(at(-2_000))).toEqual(at(-2_000));
    expect(started(at(-900))).toEqual(at(1));
  });
});

describe('an avatar', () => {
  it('is missed from when a person is there without it, where it or an agent has been', () => {
    expect(only([person('joined', 1)]).avatar.missingSince).toBeNull();
    const agent = event('joined', 2, { participant: 'x', role: 'machine' });
    expect(only([person('joined', 1), agent]).avatar).toEqual({
      isThere: false,
      wasThere: false,
      missingSince: at(1),
    });
    expect(only([person('joined', 1), avatar('joined', 2)]).avatar).toEqual({
      isThere: true,
      wasThere: true,
      missingSince: null,
    });
    const two = [person('joined', 1), agent, person('joined', 3, { participant: 'p2' })];
    expect(only(two).avatar.missingSince).toBeNull();
    const gone = [person('joined', 1), avatar('joined', 2), avatar('left', 40)];
    expect(only(gone).avatar).toEqual({ isThere: false, wasThere: true, missingSince: at(40) });
    expect(only([...gone, event('ended', 50)]).avatar.missingSince).toBeNull();
    expect(only([...gone, person('left', 60)], 61).avatar.missingSince).toBeNull();
  });
});

it('does not take what only failed for a meeting, nor for a sign of life', () => {
  const failed = event('failed', 500, { badEnd: 'JS_FAILED' });
  expect(fold([failed])).toEqual([]);
  expect(only([event('opened', 0), failed])).toMatchObject({
    report: { lastSeenAt: at(0) },
    badEnds: [{ at: at(500), reason: 'JS_FAILED' }],
  });
});

it('keeps what ended badly, by reason', () => {
  const failed = person('left', 9, { badEnd: 'JOIN_FAILURE' });
  expect(only([event('opened', 0), failed, failed]).badEnds).toEqual([{ at: at(9), reason: 'JOIN_FAILURE' }]);
});
