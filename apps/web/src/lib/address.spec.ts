import { describe, expect, it } from '@jest/globals';
import { keepZone, timeIn, type ZoneInAddress, zoneIn } from './address';

describe('what an address says', () => {
  it('of time and zone is taken as it stands, and no more than that', () => {
    const search = { range: '7d', from: 'x', to: 'y', zone: 'utc', sort: 'p95', wall: true };
    expect([timeIn(search), zoneIn(search)]).toEqual([{ range: '7d', from: 'x', to: 'y' }, { zone: 'utc' }]);
    expect([timeIn({ range: 7, from: null }), zoneIn({ zone: 'moon' }), zoneIn({})]).toEqual([{}, {}, {}]);
  });

  it.each<[ZoneInAddress, ZoneInAddress, ZoneInAddress]>([
    [{ zone: 'utc' }, {}, { zone: 'utc' }],
    [{ zone: 'utc' }, { zone: 'local' }, { zone: 'local' }],
    [{ zone: 'utc' }, { zone: undefined } as ZoneInAddress, { zone: undefined } as ZoneInAddress],
    [{}, {}, {}],
  ])('of a zone goes on from %j to %j as %j', (search, asked, found) =>
    expect(keepZone({ search, next: () => asked })).toStrictEqual(found),
  );
});
