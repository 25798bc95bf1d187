import { expect, it } from '@jest/globals';
import { tablesIn, turned } from './open-tables';

it.each([
  [{ tables: 'error-rate,requests' }, { tables: 'error-rate,requests' }],
  [{ tables: '' }, {}],
  [{ tables: 7, range: '7d' }, {}],
  [{}, {}],
])('reads of an address that says %j: %j', (search, found) => expect(tablesIn(search)).toStrictEqual(found));

it.each([
  [undefined, true, 'a'],
  ['b', true, 'b,a'],
  ['a,b', true, 'b,a'],
  ['a,b', false, 'b'],
  ['a', false, undefined],
  [undefined, false, undefined],
])('of tables %s with one turned %s leaves %s', (tables, isOpen, left) =>
  expect(turned(tables === undefined ? {} : { tables }, 'a', isOpen)).toBe(left),
);
