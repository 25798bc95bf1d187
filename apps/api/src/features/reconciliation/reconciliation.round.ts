import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CountOutcome, WebhookSending } from '../../core/external-services/count-outcome';
import { recordCount, type RecordedCount } from '../../core/reconciliation/active-count';
import { judgeOpenMeetings } from '../../core/reconciliation/open-meetings';
import { HOUR_MS } from '../../core/time';
import { AppConfig } from '../../platform/config/config';
import { Leadership } from '../../platform/lease/leadership';
import { OpenMeetingRepository } from '../../storage/heard-sessions/open-meeting.repository';
import { ReconciliationRepository } from '../../storage/reconciliation/reconciliation.repository';
import { type Asked, VendorAsker } from './vendor.asker';

/** A session that the vendor still has is confirmed so many times within the time after which it would be stale. */
const CONFIRMED_WITHIN_WINDOW = 6;
const LEAST_REFRESH_MS = 60_000;
/** So long a meeting that a vendor did not know may turn up there again. */
const MAY_TURN_UP_MS = HOUR_MS;

/** Holds our sessions against what the vendors answer, and remembers how they differ. */
@Injectable()
export class ReconciliationRound {
  constructor(
    private readonly asker: VendorAsker,
    private readonly ledger: ReconciliationRepository,
    private readonly meetings: OpenMeetingRepository,
    private readonly leadership: Leadership,
    private readonly config: AppConfig,
  ) {}

  /** @throws LeaseLost when another replica leads by now; what was found is dropped then. */
  async run(signal: AbortSignal): Promise<void> {
    const newest = await this.ledger.newestCounts();
    const [counts, sendings] = await Promise.all([
      this.asker.count(newest, signal),
      this.asker.askForWebhooks(signal),
    ]);
    if (counts.length === 0 && sendings.length === 0) return;
    const recorded = await this.leadership.fenced(async (manager) => {
      for (const sending of sendings) await this.recordSending(sending, manager);
      for (const count of counts) await this.reconcile(count, manager);
      return this.recordCounts(counts, newest, manager);
    });
    for (const { service, pausedUntil } of recorded)
      if (pausedUntil !== null) await this.asker.pause(service, pausedUntil);
  }

  /** The state that was told last stays while the vendor does not tell it anew; its age is shown with it. */
  private async recordSending(
    { service, askedAt, outcome }: Asked<WebhookSending>,
    manager: EntityManager,
  ): Promise<void> {
    if (outcome.kind !== 'told') return;
    const { isActive, failedCount } = outcome;
    await this.ledger.recordSending({ service, isActive, failedCount, checkedAt: askedAt }, manager);
  }

  private async recordCounts(
    counts: readonly Asked<CountOutcome>[],
    newest: readonly RecordedCount[],
    manager: EntityManager,
  ): Promise<RecordedCount[]> {
    const last = counts.at(-1);
    if (last === undefined) return [];
    const ours = await this.ledger.ours(last.askedAt, manager);
    const recorded = counts.map((count) =>
      recordCount(
        { ...count, ours: ours.get(count.service) ?? 0 },
        newest.find(({ service }) => service === count.service) ?? null,
      ),
    );
    await this.ledger.record(recorded, manager);
    return recorded;
  }

  /** A vendor that could not be asked says nothing of any session. */
  private async reconcile(
    { service, askedAt, outcome }: Asked<CountOutcome>,
    manager: EntityManager,
  ): Promise<void> {
    if (outcome.kind !== 'counted') return;
    const closedSince = new Date(askedAt.getTime() - MAY_TURN_UP_MS);
    const open = await this.meetings.open(service, closedSince, manager);
    const refreshMs = Math.max(LEAST_REFRESH_MS, this.config.activeWindowMs / CONFIRMED_WITHIN_WINDOW);
    const verdicts = judgeOpenMeetings(open, { ...outcome, askedAt }, refreshMs);
    await this.meetings.apply(service, verdicts, askedAt, manager);
  }
}
