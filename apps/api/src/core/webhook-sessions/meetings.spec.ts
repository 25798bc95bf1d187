import { describe, expect, it } from '@jest/globals';
import type { ServiceEvent } from '../webhooks/service-event';
import { at, event, fold, ofMeeting, person, SESSION } from './testing/some-events';

const marked = (seconds: number, category: string, more: Partial<ServiceEvent> = {}) =>
  event('sign_of_life', seconds, { mark: { sessionId: SESSION, category }, ...more });

describe('the mark of a meeting', () => {
  const category = (...events: ServiceEvent[]) => fold(events)[0]!.report.category;

  it('is the newest that was told', () => {
    expect(category(marked(1, 'Anxiety'), marked(5, 'Grief'))).toBe('Grief');
    expect(category(marked(1, 'Grief'), marked(5, 'Anxiety'))).toBe('Anxiety');
    expect(category(marked(5, 'Anxiety'), marked(1, 'Grief'))).toBe('Anxiety');
  });

  it('is the same in any order where two are told at one moment', () => {
    const both = [marked(5, 'Anxiety'), marked(5, 'Grief')];
    expect([category(...both), category(...both.toReversed())]).toEqual(['Grief', 'Grief']);
  });
});

describe('meetings of one room', () => {
  const m2 = { meeting: 'm2' };

  it('follow one another by their time, whatever they are called', () => {
    const sessions = fold([event('opened', 100), event('opened', 0, m2), person('joined', 5, m2)]);
    expect(sessions.map(({ report }) => [report.sessionId, report.endTime])).toEqual([
      [ofMeeting('m1'), null],
      [ofMeeting('m2'), at(5)],
    ]);
  });

  it('end with the next one at the latest, and by what was heard, not by what only failed', () => {
    const endOfFirst = (...events: ServiceEvent[]) =>
      fold([event('opened', 0), ...events, event('opened', 100, m2)])[0]!.report.endTime;
    expect(endOfFirst(person('joined', 5), person('left', 130))).toEqual(at(100));
    expect(endOfFirst(person('joined', 5), person('left', 60))).toEqual(at(60));
    expect(endOfFirst(event('failed', 50, { badEnd: 'JS_FAILED' }))).toEqual(at(0));
  });

  it('end for a person whose connection broke off as for one who left', () => {
    const [session] = fold([event('opened', 0), person('joined', 1), person('aborted', 50)], 70);
    expect(session!.report.endTime).toEqual(at(50));
  });
});

describe('participants between two meetings of their room', () => {
  const daily = { service: 'daily_co', meeting: null } as const;
  const meeting = (id: string, from: number, to: number) => [
    event('opened', from, { service: 'daily_co', meeting: id }),
    event('ended', to, { service: 'daily_co', meeting: id }),
  ];
  const homeOf = (seconds: number, nextFrom: number) =>
    fold([
      ...meeting('m1', 0, 100),
      ...meeting('m2', nextFrom, nextFrom + 100),
      person('joined', seconds, { ...daily, quality: 'good' }),
    ])
      .filter(({ report }) => report.quality !== null)
      .map(({ meetings }) => meetings[0]);

  it('belong to the nearer one, where both are as near to the later one', () => {
    expect(homeOf(104, 116)).toEqual(['m1']);
    expect(homeOf(108, 116)).toEqual(['m2']);
    expect(homeOf(112, 116)).toEqual(['m2']);
  });

  it('belong to neither where both are more than the slack away', () => {
    expect([homeOf(120, 200), homeOf(121, 200)]).toEqual([['m1'], []]);
    expect([homeOf(179, 200), homeOf(180, 200)]).toEqual([[], ['m2']]);
  });
});

describe('a session of several meetings', () => {
  const first = (quality: ServiceEvent['quality'], seconds = 10) => [
    marked(0, 'Grief', { meeting: 'b' }),
    person('joined', seconds, { meeting: 'b', quality }),
  ];
  const second = (quality: ServiceEvent['quality']) => [
    marked(60, 'Grief', { meeting: 'a' }),
    person('joined', 70, { meeting: 'a', quality }),
  ];

  it('has the quality that was reported last in any of them', () => {
    const quality = (...events: ServiceEvent[]) => fold(events)[0]!.report.quality;
    expect(quality(...first('poor'), ...second('good'))).toEqual({ level: 'good', at: at(70) });
    expect(quality(...first('poor'), ...second(null))).toEqual({ level: 'poor', at: at(10) });
    expect(quality(...first(null), ...second('good'))).toEqual({ level: 'good', at: at(70) });
    expect(quality(...first('poor', 80), ...second('good'))).toEqual({ level: 'poor', at: at(80) });
  });

  it('names them in one order', () =>
    expect(fold([...first(null), ...second(null)])[0]!.meetings).toEqual(['a', 'b']));
});

describe('quality', () => {
  const of = (
    participant: string,
    kind: ServiceEvent['kind'],
    seconds: number,
    quality: ServiceEvent['quality'],
  ) => person(kind, seconds, { participant, quality });
  const both = [of('p1', 'joined', 1, 'poor'), of('p2', 'joined', 2, 'good')];
  const quality = (...more: ServiceEvent[]) => fold([...both, ...more])[0]!.report.quality;

  it('counts who was there at the last report, though gone since', () =>
    expect(quality(of('p1', 'left', 4, null))).toEqual({ level: 'poor', at: at(2) }));

  it('does not count whose connection broke off before it', () =>
    expect(quality(of('p1', 'aborted', 4, null), of('p2', 'sign_of_life', 5, 'fair'))).toEqual({
      level: 'fair',
      at: at(5),
    }));

  it('is that of persons, not of machines', () => {
    const machine = event('joined', 9, { participant: 'x', role: 'machine', quality: 'excellent' });
    expect(quality(machine)).toEqual({ level: 'poor', at: at(2) });
  });
});

it('stays closed by a sign of life that its vendor knew of when it was asked', () => {
  const closure = { at: at(500), lastSignAt: at(30), reason: 'gone_at_vendor' } as const;
  const known = { startTime: at(0), confirmedAt: null, closure };
  const [session] = fold([event('opened', 0), person('joined', 30)], 900, [[ofMeeting('m1'), known]]);
  expect(session).toMatchObject({ report: { endTime: at(30) }, closure });
});

it('keeps the newest fifty bad ends, oldest first, and those of one moment in one order', () => {
  const ends = Array.from({ length: 60 }, (_, i) => person('left', 59 - i, { badEnd: `E${i % 2}` }));
  const more = [person('left', 59, { badEnd: 'B' }), person('left', 59, { badEnd: 'A' })];
  const [session] = fold([event('opened', 0), ...ends, ...more]);
  expect(session!.badEnds).toHaveLength(50);
  expect(session!.badEnds[0]).toMatchObject({ at: at(12) });
  expect(session!.badEnds.slice(-3).map(({ reason }) => reason)).toEqual(['A', 'B', 'E0']);
});
