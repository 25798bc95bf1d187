import { expect, it } from '@jest/globals';
import { hourWindowOf, windowOf } from './route-window';

const NOW = new Date('2026-11-23T12:34:56Z');
const told = ({ from, to, resolution }: ReturnType<typeof windowOf>) =>
  `${from.toISOString().slice(5, 16)} ${to.toISOString().slice(5, 16)} ${resolution}`;

it.each<[{ from?: string; to?: string }, string]>([
  [{}, '11-23T11:34 11-23T12:35 minute'],
  [{ from: '2026-11-23T12:00:30Z' }, '11-23T12:00 11-23T12:35 minute'],
  [{ to: '2026-11-23T12:00:00Z' }, '11-23T11:00 11-23T12:00 minute'],
  [{ from: '2026-11-23T09:00:00Z', to: '2026-11-23T12:00:00Z' }, '11-23T09:00 11-23T12:00 minute'],
  [{ from: '2026-11-23T08:59:00Z', to: '2026-11-23T12:00:00Z' }, '11-23T08:00 11-23T12:00 hour'],
  [{ from: '2026-11-20T09:10:00Z', to: '2026-11-20T10:10:00Z' }, '11-20T09:00 11-20T11:00 hour'],
  [{ from: '2026-11-23T12:34:56Z', to: '2026-11-23T12:40:00Z' }, '11-23T12:34 11-23T12:40 minute'],
  [{ from: '2026-11-21T12:34:56Z', to: '2026-11-21T13:00:00Z' }, '11-21T12:34 11-21T13:00 minute'],
  [{ from: '2026-11-21T12:34:55Z', to: '2026-11-21T13:00:00Z' }, '11-21T12:00 11-21T13:00 hour'],
  [{ from: '2026-11-16T12:34:56Z' }, '11-16T12:00 11-23T13:00 hour'],
  [{ from: '2025-10-19T12:34:56Z', to: '2025-10-19T13:00:00Z' }, '10-19T12:00 10-19T13:00 hour'],
])('%j is told from %s', (asked, window) => expect(told(windowOf(asked, NOW))).toBe(window));

it.each<[{ from?: string; to?: string }, RegExp]>([
  [{ from: '2026-11-23T12:00:00Z', to: '2026-11-23T12:00:00Z' }, /before to/],
  [{ from: '2026-11-24T00:00:00Z', to: '2026-11-24T01:00:00Z' }, /future/],
  [{ from: '2026-11-16T12:00:00Z' }, /7 days/],
  [{ from: '2025-10-01T00:00:00Z', to: '2025-10-01T01:00:00Z' }, /400 days/],
  [{ from: '2026-11-23T12:34:57Z', to: '2026-11-23T12:40:00Z' }, /future/],
  [{ from: '2026-11-16T12:34:55Z' }, /7 days/],
  [{ from: '2025-10-19T12:34:55Z', to: '2025-10-19T13:00:00Z' }, /choose 2025-10-19T12:34:56\.000Z or later/],
])('%j is refused', (asked, why) => expect(() => windowOf(asked, NOW)).toThrow(why));

it('knows the hour that has just begun, and the oldest that is kept', () => {
  const begins = new Date('2026-11-23T12:00:00Z');
  expect(told(hourWindowOf(begins.getTime(), begins))).toBe('11-23T12:00 11-23T13:00 hour');
  expect(told(hourWindowOf(Date.parse('2025-10-19T12:00:00Z'), begins))).toBe('10-19T12:00 10-19T13:00 hour');
});

it('knows hours by their start alone', () => {
  const hour = hourWindowOf(Date.parse('2026-11-23T12:00:00Z'), NOW);
  expect(told(hour)).toBe('11-23T12:00 11-23T13:00 hour');
  for (const start of ['2026-11-23T12:30:00Z', '2026-11-23T13:00:00Z', '2025-10-01T00:00:00Z', 'noon'])
    expect(() => hourWindowOf(Date.parse(start), NOW)).toThrow(/start|begun|400/);
});
