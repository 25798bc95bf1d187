import { expect, it } from '@jest/globals';
import { describeEvent } from './describe-event';
import { newsOf } from './news';
import type { RecordedEvent } from './recorded-event';
import { NOW, status } from './testing/some-changes';
import { at, recorded } from './testing/some-events';

const news = (...events: Partial<RecordedEvent>[]) =>
  newsOf(
    events.map((one) => describeEvent(recorded(one))),
    NOW,
  );

it('tells, of the same trouble that is over, how long it was, and while it goes on whom to call', () => {
  const verdict = (minute: number, from: string, to: string) => ({
    at: at(minute),
    kind: 'verdict' as const,
    subject: 'daily_co',
    from,
    to,
  });
  const begun = [status(0, 'operational', 'down'), verdict(1, 'agreed_fine', 'undeclared_trouble')];
  const kinds = (...events: Partial<RecordedEvent>[]) =>
    news(...events).map(({ kind, is_over }) => [kind, is_over]);
  expect(kinds(...begun)).toEqual([['verdict', false]]);
  expect(kinds(...begun, status(9, 'down', 'operational'))).toEqual([['verdict', false]]);
  expect(kinds(...begun, verdict(9, 'undeclared_trouble', 'agreed_fine'))).toEqual([
    ['service_status', false],
  ]);
  expect(
    kinds(...begun, status(9, 'down', 'operational'), verdict(9, 'undeclared_trouble', 'agreed_fine')),
  ).toEqual([['service_status', true]]);
});

it('chooses of one trouble the same in whatever order it came, and is as bad as the worse of both', () => {
  const verdict = { kind: 'verdict' as const, subject: 'daily_co', id: 'v' };
  const called = { ...verdict, at: at(0), from: 'agreed_fine', to: 'agreed_down' };
  const calledOver = { ...verdict, at: at(3), from: 'agreed_down', to: 'agreed_fine' };
  const slow = { ...status(1, 'operational', 'degraded'), told: { reason: 'slow' } };
  const fast = status(2, 'degraded', 'operational');
  const incident = { kind: 'vendor_incident' as const, subject: 'daily_co', told: { title: 'x' } };
  const declared = { ...incident, id: 'i:begun:1', at: at(0), to: 'begun' };
  const ended = { ...incident, id: 'i:ended:1', at: at(4), from: 'begun', to: 'ended' };
  const lines = (...events: Partial<RecordedEvent>[]) => {
    const both = [events, events.toReversed()].map((order) =>
      news(...order).map(({ kind, health: of, is_over }) => [kind, of, is_over]),
    );
    expect(both[1]).toEqual(both[0]);
    return both[0];
  };
  expect(lines(called, slow)).toEqual([['verdict', 'critical', false]]);
  expect(lines(called, status(1, 'operational', 'down'), declared)).toEqual([['verdict', 'critical', false]]);
  expect(lines({ ...called, to: 'media_trouble' }, status(1, 'operational', 'down'))).toEqual([
    ['verdict', 'critical', false],
  ]);
  expect(lines(called, slow, fast)).toEqual([['verdict', 'critical', false]]);
  expect(lines(called, calledOver, slow)).toEqual([['service_status', 'degraded', false]]);
  expect(lines(called, calledOver, slow, fast)).toEqual([['service_status', 'degraded', true]]);
  expect(lines(called, calledOver, declared, ended)).toEqual([['verdict', 'critical', true]]);
  expect(lines(slow, fast, declared, ended)).toEqual([['service_status', 'degraded', true]]);
});
