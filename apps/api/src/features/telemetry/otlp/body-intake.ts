import type { OtlpEncoding } from './otlp-answer';

/** A body as it was sent. Who has it taken in has no use for its bytes any more: they may be gone then. */
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

/** Reads, judges and stores what senders export. */
export abstract class BodyIntake {
  /**
   * Resolves once the points that are not refused are safe. Sent again, a point changes nothing.
   * @param nowMs ms since 1970, by which the age of points is judged
   * @throws DomainError 'invalid', 'too_large' or 'unsupported_media' for the body as a whole; 'unavailable' when it
   *   cannot be taken in for now
   */
  abstract take(body: SentBody, nowMs: number): Promise<RefusedPoints>;
}
