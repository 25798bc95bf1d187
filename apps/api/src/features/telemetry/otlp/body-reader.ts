import type { EncodedPoints } from '../../../core/requests/encoded-points';
import type { OtlpEncoding } from './otlp-answer';

/** A body as it was sent. Who has it read has no use for its bytes any more: they may be gone then. */
export interface SentBody {
  encoding: OtlpEncoding;
  /** Null when the bytes are the message itself. */
  contentEncoding: string | null;
  bytes: Buffer;
}

/** How many points are not counted, and some of the reasons, each once. */
export interface RefusedPoints {
  count: number;
  reasons: readonly string[];
}

/** Points that are to be stored, and what is told of those that are not. */
export interface ReadBody {
  points: EncodedPoints;
  refused: RefusedPoints;
}

/** Reads and judges what senders export. */
export abstract class BodyReader {
  /**
   * @param nowMs ms since 1970, by which the age of points is judged
   * @throws DomainError 'invalid', 'too_large' or 'unsupported_media' for the body as a whole; 'unavailable' when it
   *   cannot be read for now
   */
  abstract read(body: SentBody, nowMs: number): Promise<ReadBody>;
}
