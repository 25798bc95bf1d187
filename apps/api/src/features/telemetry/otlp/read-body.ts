import { type EncodedPoints, PointEncoder } from '../../../core/requests/encoded-points';
import type { RefusedPoints } from './body-intake';
import { readJson } from './json-metrics';
import type { OtlpEncoding } from './otlp-answer';
import { takeIn } from './point-intake';
import { readProtobuf } from './protobuf-metrics';
import type { SeriesBook } from './series-book';

const MOST_REASONS = 5;

/** Points that are to be stored, and what is told of those that are not. */
export interface ReadBody {
  points: EncodedPoints;
  refused: RefusedPoints;
}

/**
 * Reads a body at one go and judges its points in turns with whoever else waits for the thread.
 * @throws DomainError when the body as a whole is refused. DeadlinePassed when nobody waits for it any more.
 */
export async function readBody(
  body: Buffer,
  encoding: OtlpEncoding,
  nowMs: number,
  book: SeriesBook,
): Promise<ReadBody> {
  const metrics = encoding === 'application/json' ? readJson(body) : readProtobuf(body);
  const points = new PointEncoder();
  const refused = { count: 0, reasons: new Set<string>() };
  await takeIn(metrics, nowMs, book, {
    taken: (point) => points.add(point),
    rejected: (reason) => {
      refused.count++;
      if (refused.reasons.size < MOST_REASONS) refused.reasons.add(reason);
    },
  });
  return { points: points.encoded, refused: { count: refused.count, reasons: [...refused.reasons] } };
}
