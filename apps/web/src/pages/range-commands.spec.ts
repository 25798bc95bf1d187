import { describe, expect, it } from '@jest/globals';
import { rangesAt } from './range-commands';

const namesAt = (path: string) => rangesAt(path).map(({ name }) => name);

describe('ranges in the palette', () => {
  it('are all of them on the dashboard, and stay on it', () => {
    expect(namesAt('/admin/dashboard')).toEqual([
      'Last hour',
      'Last 6 hours',
      'Last 24 hours',
      'Last 7 days',
      'Last 30 days',
    ]);
    expect(rangesAt('/admin/dashboard').map(({ to }) => to)).toEqual([null, null, null, null, null]);
  });

  it('take moments out of the address, and the usual range as well', () => {
    const [hour, , day] = rangesAt('/admin/dashboard');
    expect(hour?.search).toEqual({ range: '1h', from: undefined, to: undefined });
    expect(day?.search).toEqual({ range: undefined, from: undefined, to: undefined });
  });

  it.each([
    ['/admin/requests', ['Last hour', 'Last 6 hours', 'Last 24 hours', 'Last 7 days']],
    ['/admin/requests/counselling-api', ['Last hour', 'Last 6 hours', 'Last 24 hours', 'Last 7 days']],
    ['/admin/categories/Anxiety', ['Last 24 hours', 'Last 7 days', 'Last 30 days']],
  ])('are those that %s knows', (path, names) => {
    expect(namesAt(path)).toEqual(names);
    expect(rangesAt(path).every(({ to }) => to === null)).toBe(true);
  });

  it('are written as each page reads them', () => {
    expect(rangesAt('/admin/requests').map(({ search }) => search.hours)).toEqual([undefined, 6, 24, 168]);
    expect(rangesAt('/admin/categories/Sleep').map(({ search }) => search)).toEqual([
      { range: '24h' },
      { range: '7d' },
      { range: '30d' },
    ]);
  });

  it('are all of them on the page of a service, and stay on it', () =>
    expect(rangesAt('/admin/services/livekit')).toEqual(rangesAt('/admin/dashboard')));

  it.each(['/admin/events', '/admin/errors/2026-11-23T10:00:00.000Z'])(
    'lead from %s to the dashboard, and say so',
    (path) => {
      expect(rangesAt(path).map(({ to }) => to)).toEqual(Array(5).fill('/admin/dashboard'));
      expect(namesAt(path)[3]).toBe('Dashboard: last 7 days');
    },
  );
});
