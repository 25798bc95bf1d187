import type { EntityManager } from 'typeorm';
import type { HeldVerdict } from '../../core/health/held-verdict';
import type { StandingHealth } from '../../core/health/judge-health';

/** The standing verdict on each input of system health. */
export abstract class HealthStateRepository {
  /** As it stands, without waiting for whoever is replacing it. */
  abstract read(): Promise<StandingHealth>;
  /** The same within the caller's transaction; until it ends, nobody else gets past this. */
  abstract readToReplace(manager: EntityManager): Promise<StandingHealth>;
  /** Replaces all verdicts, within the caller's transaction. */
  abstract replace(manager: EntityManager, verdicts: HeldVerdict[]): Promise<void>;
}
