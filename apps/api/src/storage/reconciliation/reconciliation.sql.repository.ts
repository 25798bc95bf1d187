import { Injectable } from '@nestjs/common';
import {
  type AvatarsMissing,
  type BadEnds,
  EXTERNAL_SERVICES,
  type ExternalServiceKey,
} from '@watchroom/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { activeCountOf, type RecordedCount } from '../../core/reconciliation/active-count';
import { DAY_MS } from '../../core/time';
import { AppConfig } from '../../platform/config/config';
import {
  type RecordedSending,
  ReconciliationRepository,
  type ServiceReconciliation,
} from './reconciliation.repository';
import {
  AVATARS_MISSING,
  BAD_ENDS,
  NEWEST_COUNTS,
  OURS,
  RECORD,
  RECORD_SENDING,
  SENDING,
  STUCK_CLOSED,
} from './reconciliation.statements';

const AVATARS: ExternalServiceKey = 'beyond_presence';
const AVATAR_PATIENCE_MS = 30_000;

interface MissingRow {
  rooms: number;
  since: Date | null;
  areSeen: boolean;
}

interface BadEndsRow extends Omit<BadEnds, 'newest_at'> {
  newestAt: Date;
}

@Injectable()
export class ReconciliationSqlRepository extends ReconciliationRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
  ) {
    super();
  }

  override async ofService(service: ExternalServiceKey, now: Date): Promise<ServiceReconciliation> {
    const [[count], [sending], [stuck], avatarsMissing] = await Promise.all([
      this.dataSource.query<RecordedCount[]>(NEWEST_COUNTS, [[service]]),
      this.dataSource.query<{ active: boolean; failed_count: number | null; checked_at: Date }[]>(SENDING, [
        service,
      ]),
      this.dataSource.query<{ closed: number }[]>(STUCK_CLOSED, [service, ago(DAY_MS, now), now]),
      service === AVATARS ? this.avatarsMissing(now) : null,
    ]);
    return {
      activeCount: count ? activeCountOf(count) : null,
      vendorWebhooks: sending ? { ...sending, checked_at: sending.checked_at.toISOString() } : null,
      stuckSessionsClosed: stuck!.closed,
      avatarsMissing,
    };
  }

  override async badEnds(service: ExternalServiceKey, now: Date): Promise<BadEnds[]> {
    const rows = await this.dataSource.query<BadEndsRow[]>(BAD_ENDS, [service, ago(DAY_MS, now), now]);
    return rows.map(({ newestAt, ...counted }) => ({ ...counted, newest_at: newestAt.toISOString() }));
  }

  override newestCounts(): Promise<RecordedCount[]> {
    return this.dataSource.query(NEWEST_COUNTS, [EXTERNAL_SERVICES]);
  }

  override async ours(now: Date, manager: EntityManager): Promise<Map<ExternalServiceKey, number>> {
    const rows = await manager.query<{ service: ExternalServiceKey; sessions: number }[]>(OURS, [
      ago(this.config.activeWindowMs, now),
      AVATARS,
    ]);
    return new Map(rows.map(({ service, sessions }) => [service, sessions]));
  }

  override async record(counts: readonly RecordedCount[], manager: EntityManager): Promise<void> {
    for (const count of counts)
      await manager.query(RECORD, [
        count.service,
        count.askedAt,
        count.ours,
        count.theirs,
        count.atLeast,
        count.notCounted,
        count.pausedUntil,
        count.refusals,
        count.differingSince,
        count.differingPolls,
      ]);
  }

  override async recordSending(sending: RecordedSending, manager: EntityManager): Promise<void> {
    const { service, isActive, failedCount, checkedAt } = sending;
    await manager.query(RECORD_SENDING, [service, isActive, failedCount, checkedAt]);
  }

  private async avatarsMissing(now: Date): Promise<AvatarsMissing | null> {
    const { activeWindowMs, externalServicesInUse, beyondPresence } = this.config;
    const areInUse = externalServicesInUse.includes(AVATARS) && beyondPresence.apiKey !== null;
    const [row] = await this.dataSource.query<MissingRow[]>(AVATARS_MISSING, [
      ago(activeWindowMs, now),
      ago(AVATAR_PATIENCE_MS, now),
      areInUse,
    ]);
    return row?.areSeen ? { rooms: row.rooms, since: row.since?.toISOString() ?? null } : null;
  }
}

const ago = (ms: number, now: Date): Date => new Date(now.getTime() - ms);
