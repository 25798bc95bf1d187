import type { DomainError } from '../../../core/domain-error';
import type { RefusedPoints, SentBody } from './body-intake';

/** What the thread that takes exports in is told when it starts. */
export interface IntakeSettings {
  database: { url: string; applicationName: string };
}

/** To that thread. Its `bytes` are given away. */
export interface IntakeOrder extends Omit<SentBody, 'bytes'> {
  id: number;
  bytes: Uint8Array;
  nowMs: number;
  /** Of whoever asks, see `deadline`. */
  deadline: number | null;
}

export type IntakeFailure =
  /** What a `DomainError` is made of. */
  | { refusal: ConstructorParameters<typeof DomainError> }
  /** What nobody expected, with its stack. */
  | { failure: string };

/** From the thread, one for each order, as they are done. */
export type IntakeReply = { id: number } & ({ refused: RefusedPoints } | IntakeFailure);
