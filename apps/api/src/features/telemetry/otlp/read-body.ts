import { type EncodedPoints, encodePoints } from '../../../core/requests/encoded-points';
import type { RefusedPoints, SentBody } from './body-intake';
import { readJson } from './json-metrics';
import { decompressed } from './otlp-body';
import { takeIn } from './point-intake';
import { readProtobuf } from './protobuf-metrics';
import type { SeriesBook } from './series-book';

const MOST_REASONS = 5;

/** Points that are to be stored, and what is told of those that are not. */
export interface ReadBody {
  points: EncodedPoints;
  refused: RefusedPoints;
}

/** @throws DomainError when the body as a whole is refused. */
export function readBody(
  { encoding, contentEncoding, bytes }: SentBody,
  nowMs: number,
  book: SeriesBook,
): ReadBody {
  const body = decompressed(bytes, contentEncoding);
  const metrics = encoding === 'application/json' ? readJson(body) : readProtobuf(body);
  const { points, rejected } = takeIn(metrics, nowMs, book);
  const reasons = [...new Set(rejected)].slice(0, MOST_REASONS);
  return { points: encodePoints(points), refused: { count: rejected.length, reasons } };
}
