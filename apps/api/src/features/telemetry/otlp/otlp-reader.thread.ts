import { parentPort, type MessagePort } from 'node:worker_threads';
import { DomainError } from '../../../core/domain-error';
import { readBody } from './read-body';
import type { ReadOrder, ReadReply } from './reading-messages';
import { SeriesBook } from './series-book';
import { SeriesNumbers } from './series-numbers';

/** The program of the thread that reads: see `ReadingThread`, which starts it. */
function serve(port: MessagePort): void {
  const [book, numbers] = [new SeriesBook(), new SeriesNumbers()];
  port.on('message', (order: ReadOrder) => {
    const reply = replyTo(order, book, numbers);
    port.postMessage(reply, 'points' in reply ? [reply.points.payload.buffer as ArrayBuffer] : []);
  });
}

function replyTo({ nowMs, bytes, ...order }: ReadOrder, book: SeriesBook, numbers: SeriesNumbers): ReadReply {
  try {
    const body = { ...order, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) };
    const { points, refused } = readBody(body, nowMs, book);
    return { points: numbers.numbered(points), refused };
  } catch (error) {
    if (error instanceof DomainError) return { refusal: { code: error.code, message: error.message } };
    return { failure: error instanceof Error ? (error.stack ?? error.message) : 'unknown' };
  }
}

if (parentPort !== null) serve(parentPort);
