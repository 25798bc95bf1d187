import type { DomainErrorCode } from '../../../core/domain-error';
import type { RefusedPoints, SentBody } from './body-reader';
import type { NumberedPoints } from './series-numbers';

/** To the thread that reads. Its `bytes` are given away. */
export interface ReadOrder extends Omit<SentBody, 'bytes'> {
  bytes: Uint8Array;
  nowMs: number;
}

/** From the thread that reads, one for each order, in their order. */
export type ReadReply =
  | { points: NumberedPoints; refused: RefusedPoints }
  | { refusal: { code: DomainErrorCode; message: string } }
  /** What nobody expected, with its stack. */
  | { failure: string };
