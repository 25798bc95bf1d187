import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { browserMemory } from './browser-memory';
import { singleKeys } from './keys';
import { RefreshPace } from './refresh-pace';

afterEach(() => {
  jest.restoreAllMocks();
  localStorage.clear();
});

it('is that of the browser', () => {
  expect(browserMemory.getItem('name')).toBeNull();
  browserMemory.setItem('name', 'value');
  expect([browserMemory.getItem('name'), localStorage.getItem('name')]).toEqual(['value', 'value']);
});

describe('a browser that keeps nothing', () => {
  const denied = () => {
    throw new Error('denied');
  };
  const keepNothing = () => {
    jest.spyOn(Storage.prototype, 'getItem').mockImplementation(denied);
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(denied);
  };

  it('has its single keys, whatever is chosen', () => {
    keepNothing();
    singleKeys.switch(false);
    expect(singleKeys.areOn()).toBe(true);
  });

  it('refreshes as it is chosen for this visit', () => {
    keepNothing();
    const pace = new RefreshPace(browserMemory);
    expect(pace.now().chosenMs).toBe(30_000);
    pace.choose(10_000);
    expect(pace.now().chosenMs).toBe(10_000);
  });
});

it('of a browser that forbids even to look is empty', () => {
  jest.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
    throw new Error('denied');
  });
  browserMemory.setItem('name', 'value');
  expect(browserMemory.getItem('name')).toBeNull();
});
