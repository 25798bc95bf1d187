import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { shownZone, timeFormat, type ZoneChoice } from './zone';

/** The same module as a page finds it that is opened now. */
const opened = async () => {
  jest.resetModules();
  return (await import('./zone')).shownZone;
};
const NAME = 'watchroom.zone';

afterEach(() => {
  jest.restoreAllMocks();
  localStorage.clear();
  shownZone.set('local');
});

describe('the zone of the page', () => {
  it.each<[string | null, ZoneChoice, string]>([
    [null, 'local', 'Europe/Berlin'],
    ['local', 'local', 'Europe/Berlin'],
    ['utc', 'utc', 'UTC'],
    ['Mars/Olympus', 'local', 'Europe/Berlin'],
  ])('where %s is remembered is %s: %s', async (kept, choice, name) => {
    if (kept !== null) localStorage.setItem(NAME, kept);
    const zone = await opened();
    expect([zone.now(), zone.name()]).toEqual([choice, name]);
  });

  it('is told to those who listen, once a change', () => {
    const heard: ZoneChoice[] = [];
    const leave = shownZone.subscribe(() => heard.push(shownZone.now()));
    shownZone.set('utc');
    shownZone.set('utc');
    shownZone.set('local');
    leave();
    shownZone.set('utc');
    expect(heard).toEqual(['utc', 'local']);
  });

  it('is remembered where it was chosen, not where an address asked for it', () => {
    shownZone.set('utc');
    expect(localStorage.getItem(NAME)).toBeNull();
    shownZone.choose('utc');
    expect(localStorage.getItem(NAME)).toBe('utc');
  });

  it('is shown in a browser that keeps nothing', async () => {
    const denied = () => {
      throw new Error('denied');
    };
    jest.spyOn(Storage.prototype, 'getItem').mockImplementation(denied);
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(denied);
    const zone = await opened();
    expect(zone.now()).toBe('local');
    zone.choose('utc');
    expect(zone.now()).toBe('utc');
  });
});

it('makes one formatter for the same format in the same zone', () => {
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  const known = timeFormat(clock);
  expect(timeFormat({ ...clock })).toBe(known);
  expect(timeFormat(clock, 'UTC')).not.toBe(known);
  expect(timeFormat({ ...clock, second: '2-digit' })).not.toBe(known);
  shownZone.set('utc');
  expect(timeFormat(clock)).toBe(timeFormat(clock, 'UTC'));
});
