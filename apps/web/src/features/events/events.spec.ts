import { describe, expect, it } from '@jest/globals';
import { EVENT_KINDS } from '@watchroom/contracts';
import { formatTime } from '../../lib/format';
import { ago, NOON } from '../../testing/metrics';
import { KIND_NAMES, kindsIn, toggled } from './event-words';
import { timesOf } from './news-times';

describe('kinds in an address', () => {
  it('are those that exist, in their own order', () => {
    expect(kindsIn('verdict,limit,weather')).toEqual(['limit', 'verdict']);
    expect([kindsIn(undefined), kindsIn('')]).toEqual([[], []]);
  });
  it('come and go, and none is all', () => {
    expect(toggled([], 'limit')).toBe('limit');
    expect(toggled(['limit'], 'health')).toBe('health,limit');
    expect(toggled(['limit'], 'limit')).toBeUndefined();
    expect(toggled(EVENT_KINDS.slice(1), 'health')).toBeUndefined();
  });
  it.each([[['limit']], [7], [null], ['LIMIT'], [' limit']])('are none in %j', (text) =>
    expect(kindsIn(text)).toEqual([]),
  );
  it('have a name each, and no two the same', () => {
    expect(Object.keys(KIND_NAMES)).toEqual([...EVENT_KINDS]);
    const names = Object.values(KIND_NAMES);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => name.length > 3)).toBe(true);
  });
});

it.each([
  [ago(600), null, `since ${formatTime(NOON - 600_000, NOON)}`],
  [ago(600), ago(60), `${formatTime(NOON - 600_000, NOON)} to ${formatTime(NOON - 60_000, NOON)}`],
  [null, ago(60), `until ${formatTime(NOON - 60_000, NOON)}`],
  [ago(70), ago(65), `at ${formatTime(NOON - 70_000, NOON)}`],
  [null, null, 'all the time'],
])('tells %s to %s as "%s"', (since, until, text) => expect(timesOf({ since, until }, NOON)).toBe(text));
