import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { STREAM_REPEATS_AFTER_SECONDS } from '@watchroom/contracts';
import { someCurrent } from '../../testing/metrics';
import { pauseBefore, SILENT_MS, type Source, StreamKeeper } from './stream-keeper';

class FakeSource implements Source {
  isClosed = false;
  private readonly listeners = new Map<string, (event: { data?: unknown }) => void>();

  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    this.listeners.set(type, listener);
  }
  close(): void {
    this.isClosed = true;
  }
  tell(active: number): void {
    this.listeners.get('current')?.({ data: JSON.stringify(someCurrent({ active_sessions_count: active })) });
  }
  break(): void {
    this.listeners.get('error')?.({});
  }
}

describe('the stream of the page', () => {
  let sources: FakeSource[];
  let heard: (number | null)[];
  let live: boolean[];
  let breaks: number;
  let keeper: StreamKeeper;

  beforeEach(() => {
    jest.useFakeTimers();
    [sources, heard, live, breaks] = [[], [], [], 0];
    keeper = new StreamKeeper({
      open: () => {
        const source = new FakeSource();
        sources.push(source);
        return source;
      },
      onCurrent: ({ active_sessions_count }) => void heard.push(active_sessions_count),
      onLive: (isLive) => void live.push(isLive),
      onBroken: () => void breaks++,
    });
    keeper.start();
  });
  afterEach(() => {
    keeper.stop();
    jest.useRealTimers();
  });

  it('is live from the first event on', () => {
    expect(live).toEqual([]);
    sources[0]?.tell(17);
    sources[0]?.tell(18);
    expect([heard, live]).toEqual([
      [17, 18],
      [true, true],
    ]);
  });

  it('is opened again after it broke, with pauses that grow until it speaks', () => {
    sources[0]?.tell(17);
    sources[0]?.break();
    expect([live.at(-1), sources[0]?.isClosed]).toEqual([false, true]);
    jest.advanceTimersByTime(pauseBefore(1, 1));
    expect(sources).toHaveLength(2);
    sources[1]?.break();
    jest.advanceTimersByTime(pauseBefore(1, 0));
    expect(sources).toHaveLength(2);
    jest.advanceTimersByTime(pauseBefore(2, 1));
    expect(sources).toHaveLength(3);
    sources[2]?.tell(19);
    expect([heard, live.at(-1)]).toEqual([[17, 19], true]);
    sources[2]?.break();
    jest.advanceTimersByTime(pauseBefore(1, 1));
    expect(sources).toHaveLength(4);
  });

  it('says that it broke once until it speaks again, also before its first word, and never when it is stopped', () => {
    sources[0]?.break();
    expect(breaks).toBe(1);
    jest.advanceTimersByTime(pauseBefore(1, 1));
    sources[1]?.break();
    expect(breaks).toBe(1);
    jest.advanceTimersByTime(pauseBefore(2, 1));
    sources[2]?.tell(17);
    sources[2]?.break();
    expect(breaks).toBe(2);
    jest.advanceTimersByTime(pauseBefore(1, 1));
    sources[3]?.tell(18);
    keeper.stop();
    expect([breaks, live.at(-1)]).toEqual([2, false]);
  });

  it('has a word of its own for being open: nothing else is', () => {
    keeper.start();
    expect(sources).toHaveLength(1);
    sources[0]?.break();
    keeper.start();
    expect(sources).toHaveLength(2);
    jest.advanceTimersByTime(pauseBefore(1, 1));
    expect(sources).toHaveLength(2);
  });

  it('is not trusted if it never speaks', () => {
    jest.advanceTimersByTime(SILENT_MS);
    expect([live, sources[0]?.isClosed]).toEqual([[false], true]);
  });

  it('is trusted for as long again with each event', () => {
    for (const active of [1, 2, 3]) {
      jest.advanceTimersByTime(SILENT_MS - 1);
      sources[0]?.tell(active);
    }
    expect([heard, live.includes(false), sources.length]).toEqual([[1, 2, 3], false, 1]);
  });

  it('does not hear a source that it has given up', () => {
    sources[0]?.break();
    jest.advanceTimersByTime(pauseBefore(1, 1));
    sources[0]?.tell(17);
    sources[0]?.break();
    expect([heard, sources.length, sources[1]?.isClosed]).toEqual([[], 2, false]);
  });

  it('begins with the first pause again once it was stopped', () => {
    for (const failures of [1, 2, 3]) {
      sources.at(-1)?.break();
      jest.advanceTimersByTime(pauseBefore(failures, 1));
    }
    expect(sources).toHaveLength(4);
    keeper.stop();
    expect([sources[3]?.isClosed, live.at(-1), jest.getTimerCount()]).toEqual([true, false, 0]);
    keeper.start();
    sources[4]?.break();
    jest.advanceTimersByTime(pauseBefore(1, 1));
    expect(sources).toHaveLength(6);
  });

  it('is not trusted when it falls silent', () => {
    sources[0]?.tell(17);
    jest.advanceTimersByTime(SILENT_MS - 1);
    expect(live.at(-1)).toBe(true);
    jest.advanceTimersByTime(1);
    expect([live.at(-1), sources[0]?.isClosed]).toEqual([false, true]);
  });

  it('is left for good when it is stopped, and one that was left is not heard any more', () => {
    keeper.stop();
    sources[0]?.tell(17);
    sources[0]?.break();
    jest.advanceTimersByTime(120_000);
    expect([sources.length, heard]).toEqual([1, []]);
    keeper.start();
    expect(sources).toHaveLength(2);
  });
});

it('believes a stream that misses two of its repeats, not a third', () =>
  expect(SILENT_MS / 1000).toBe(2.5 * STREAM_REPEATS_AFTER_SECONDS));

it('waits longer each time, at most half a minute, never as long as everybody else', () => {
  expect([1, 2, 3, 6, 40].map((failures) => pauseBefore(failures, 1))).toEqual([1e3, 2e3, 4e3, 3e4, 3e4]);
  expect(pauseBefore(1, 0)).toBe(500);
});
