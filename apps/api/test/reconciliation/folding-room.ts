import type { EntityManager } from 'typeorm';
import { at, event } from '../../src/core/webhook-sessions/testing/some-events';
import type { ServiceEvent } from '../../src/core/webhooks/service-event';
import { WebhookSessionFolder } from '../../src/features/reconciliation/webhook-session.folder';
import { Clock } from '../../src/platform/clock/clock';
import { Leadership } from '../../src/platform/lease/leadership';
import { Replica } from '../../src/platform/replica';
import { HeardSessionSqlRepository } from '../../src/storage/heard-sessions/heard-session.sql.repository';
import { ServiceEventSqlRepository } from '../../src/storage/service-events/service-event.sql.repository';
import { SessionSqlRepository } from '../../src/storage/sessions/session.sql.repository';
import type { TestDatabase } from '../setup/database';

export { at, event as anEvent };

export class HandSetClock extends Clock {
  private elapsedMs = 0;
  override now = () => new Date(at(0).getTime() + this.elapsedMs);
  override monotonicMs = () => this.elapsedMs;
  set(seconds: number): void {
    this.elapsedMs = seconds * 1000;
  }
}

class OnlyReplica extends Leadership {
  override isLeader = true;
  constructor(private readonly database: TestDatabase) {
    super();
  }
  override fenced<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.dataSource.transaction(work);
  }
}

/** What folds webhooks into sessions over the suite's database. */
export function openFoldingRoom(database: TestDatabase) {
  const clock = new HandSetClock();
  const leadership = new OnlyReplica(database);
  const events = new ServiceEventSqlRepository(database.dataSource, new Replica('suite'));
  const heard = new HeardSessionSqlRepository();
  const folder = new WebhookSessionFolder(events, heard, clock, leadership);
  const step = () => leadership.fenced((manager) => folder.fold(manager));
  return {
    clock,
    leadership,
    events,
    heard,
    folder,
    sessions: new SessionSqlRepository(database.dataSource),
    hear: (...some: ServiceEvent[]) => events.store(some, clock.now()),
    step,
    /** Until nothing is left to do. */
    fold: async () => {
      while ((await step()) > 0);
    },
  };
}
export type FoldingRoom = ReturnType<typeof openFoldingRoom>;
