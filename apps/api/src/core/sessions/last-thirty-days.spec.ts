import { expect, it } from '@jest/globals';
import { lastThirtyDaysUpTo } from './last-thirty-days';

const span = (now: string) => {
  const { from, to, firstHour, hoursEnd } = lastThirtyDaysUpTo(new Date(now));
  return [from, firstHour, hoursEnd, to].map((at) => at.toISOString().replace(':00.000Z', ''));
};

it('counts the ends singly, and the full hours between by hour', () =>
  expect(span('2026-11-23T12:34:00Z')).toEqual([
    '2026-10-24T12:34',
    '2026-10-24T13:00',
    '2026-11-23T12:00',
    '2026-11-23T12:34',
  ]));

it('has no ends to count singly at a full hour', () =>
  expect(span('2026-11-23T12:00:00Z')).toEqual([
    '2026-10-24T12:00',
    '2026-10-24T12:00',
    '2026-11-23T12:00',
    '2026-11-23T12:00',
  ]));
