import { describe, expect, it } from '@jest/globals';
import { keepZone, requestTimeIn, timeIn, timeOfRequests, type ZoneInAddress, zoneIn } from './address';

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

describe('the time of the dashboard goes along to pages of requests', () => {
  const [from, to] = ['2026-11-20T12:00:00.000Z', '2026-11-23T12:00:00.000Z'];
  it.each([
    [{}, {}],
    [{ range: '1h' }, {}],
    [{ range: '6h' }, { hours: 6 }],
    [{ range: '24h' }, { hours: 24 }],
    [{ range: '7d', zone: 'utc' }, { hours: 168 }],
    [{ range: '30d' }, { hours: 168 }],
    [{ range: 'moon' }, {}],
    [
      { from, to },
      { from, to },
    ],
    [
      { from: '2026-10-01T00:00:00Z', to },
      { from: '2026-11-16T12:00:00.000Z', to },
    ],
    [{ from: to, to: from }, {}],
    [{ from, to: 'x' }, {}],
  ])('%j as %j', (search, found) => expect(requestTimeIn(search)).toEqual(found));

  it.each([
    [{}, {}],
    [{ hours: 6, sort: 'p95' }, { range: '6h' }],
    [{ hours: 24 }, {}],
    [{ hours: 168 }, { range: '7d' }],
    [
      { from, to },
      { from, to },
    ],
  ])('and back: %j as %j', (search, found) => expect(timeOfRequests(search)).toEqual(found));
});
