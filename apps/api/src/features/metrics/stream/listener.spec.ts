import { expect, it, jest } from '@jest/globals';
import { EventEmitter } from 'node:events';
import { EVENT_GAP_MS, Listener, type Sink } from './listener';

/** A pipe that is full with 16 bytes until somebody reads. */
class Pipe extends EventEmitter implements Sink {
  held = '';
  writableEnded = false;
  destroyed = false;

  get writableNeedDrain(): boolean {
    return this.held.length >= 16;
  }
  write = (bytes: Buffer): boolean => ((this.held += bytes.toString()), !this.writableNeedDrain);
  end = (bytes: Buffer): this => (this.write(bytes), (this.writableEnded = true), this);
  destroy = (): this => ((this.destroyed = true), this);
}

function open() {
  const pipe = new Pipe();
  const read = (): string => {
    const { held } = pipe;
    pipe.held = '';
    return held;
  };
  return { listener: new Listener('sign-in', pipe), pipe, read };
}
const frame = (number: number, text = `<${number}>`) => ({ number, bytes: Buffer.from(text) });

it('gets each frame once, and at most one in a second', () => {
  const { listener, read } = open();
  expect(listener.offer(frame(1), 0)).toBeNull();
  expect(listener.offer(frame(1), 5_000)).toBeNull();
  expect(listener.offer(frame(2), 5_000)).toBeNull();
  expect(listener.offer(frame(3), 5_400)).toBe(5_000 + EVENT_GAP_MS);
  expect(listener.offer(frame(4), 5_999)).toBe(6_000);
  expect(listener.offer(frame(4), 6_000)).toBeNull();
  expect(read()).toBe('<1><2><4>');
});

it('skips to the newest when it reads slowly, and holds no more than one frame over its pipe', () => {
  const { listener, pipe, read } = open();
  listener.offer(frame(1, 'x'.repeat(20)), 0);
  for (let number = 2; number < 20; number++) {
    listener.offer(frame(number), number * 1_000);
    listener.tell(Buffer.from(':'), number * 1_000);
  }
  expect(pipe.held).toHaveLength(20);
  read();
  listener.offer(frame(20), 20_000);
  expect(read()).toBe('<20>');
});

it('is dropped when it takes nothing for half a minute', () => {
  const { listener, pipe } = open();
  listener.offer(frame(1, 'x'.repeat(20)), 0);
  listener.offer(frame(2), 1_000);
  listener.offer(frame(3), 30_999);
  expect(pipe.destroyed).toBe(false);
  listener.offer(frame(4), 31_000);
  expect(pipe.destroyed).toBe(true);
});

it('is told why it ends, and nothing after that', () => {
  const { listener, read } = open();
  listener.end(Buffer.from(': bye'));
  listener.offer(frame(1), 0);
  listener.tell(Buffer.from(':'), 0);
  expect(read()).toBe(': bye');
});

it('is told between its events, too', () => {
  const { listener, read } = open();
  listener.tell(Buffer.from(':'), 0);
  expect(read()).toBe(':');
});

it('is dropped by what it takes nothing of at once, not by pauses that add up', () => {
  const { listener, pipe, read } = open();
  for (const second of [0, 20, 40, 60]) {
    listener.offer(frame(second + 1, 'x'.repeat(20)), second * 1_000);
    listener.offer(frame(second + 2), (second + 19) * 1_000);
    read();
  }
  expect(pipe.destroyed).toBe(false);
});

it('is ended once, and gone a second later, whether it took the farewell or not', () => {
  jest.useFakeTimers();
  const { listener, pipe, read } = open();
  listener.end(Buffer.from(': bye'));
  listener.end(Buffer.from(': again'));
  expect(read()).toBe(': bye');
  jest.advanceTimersByTime(999);
  expect(pipe.destroyed).toBe(false);
  jest.advanceTimersByTime(1);
  expect(pipe.destroyed).toBe(true);
  jest.useRealTimers();
});
