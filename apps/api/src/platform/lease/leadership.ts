import type { EntityManager } from 'typeorm';

/** Another replica has taken over: what was being written is refused as a whole. */
export class LeaseLost extends Error {
  constructor() {
    super('The lease was taken over by another replica');
  }
}

/** One replica at a time does the background work: folding, probing, judging. */
export abstract class Leadership {
  /** True while this replica believes that it leads; only `fenced` is proof. */
  abstract readonly isLeader: boolean;

  /**
   * True also while nobody can be asked who leads, for the replica that led last: for work that must not stand still
   * without the database and does no harm when two replicas do it.
   */
  get leadsAsFarAsKnown(): boolean {
    return this.isLeader;
  }

  /**
   * Runs `work` in one transaction that commits only while this replica still leads, by database time.
   * @throws LeaseLost when another replica leads; nothing is written then.
   */
  abstract fenced<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
}
