import type { EntityManager } from 'typeorm';
import type { HeldVerdict } from '../../core/health/held-verdict';

export interface JudgedHealth {
  verdicts: HeldVerdict[];
  /** When they were last judged; null = never. */
  judgedAt: Date | null;
}

/** The standing verdict on each input of system health. */
export abstract class HealthStateRepository {
  abstract read(): Promise<JudgedHealth>;
  /** Replaces all verdicts, within the caller's transaction. */
  abstract replace(manager: EntityManager, verdicts: HeldVerdict[], judgedAt: Date): Promise<void>;
}
