import type { ExternalServiceKey } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { ConclusionChange, HeldConclusion } from '../../core/witnesses/held-conclusion';

/** The standing verdict on each service, and how it changed. */
export abstract class ServiceVerdictRepository {
  /** Of each service whose witnesses were ever heard; in no order. */
  abstract all(): Promise<HeldConclusion[]>;
  /** The same within the caller's transaction; until it ends, nobody else replaces them. */
  abstract readToReplace(manager: EntityManager): Promise<HeldConclusion[]>;
  /** Replaces all verdicts; services that are missing have none any more. Within the caller's transaction. */
  abstract replace(verdicts: readonly HeldConclusion[], manager: EntityManager): Promise<void>;
  /** A change that is there already stays as it is. Within the caller's transaction. */
  abstract append(changes: readonly ConclusionChange[], manager: EntityManager): Promise<void>;
  /** Changes since then, newest first, at most `most`. */
  abstract changes(service: ExternalServiceKey, since: Date, most: number): Promise<ConclusionChange[]>;
}
