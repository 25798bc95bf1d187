import type { EntityManager } from 'typeorm';
import type { HealthChange } from '../../core/health/judge-health';

/** Every change of a verdict of system health, for as long as hours are kept. */
export abstract class HealthChangeRepository {
  /** Within the caller's transaction. A change that is there already stays as it is. */
  abstract append(changes: readonly HealthChange[], manager: EntityManager): Promise<void>;
}
