import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { EXTERNAL_SERVICES } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import { DAY_SECONDS, foldDay } from '../../core/uptime/service-days';
import { Clock } from '../../platform/clock/clock';
import { BackgroundWork } from '../../platform/lease/background-work';
import { Leadership } from '../../platform/lease/leadership';
import {
  ExternalServiceDayRepository,
  type ServiceDayRow,
} from '../../storage/external-service-days/external-service-day.repository';
import { ExternalServiceProbeRepository } from '../../storage/external-service-probes/external-service-probe.repository';

const FOLD_EVERY_MS = 300_000;
/** A probe is written as much later than it happened: a round waits for the slowest vendor. */
const SETTLED_AFTER_MS = 90_000;
/** After a database that was away, what was seen of the last hour comes late. */
const LATE_MS = 65 * 60_000;
const MOST_DAYS = 10;

/** Folds probes into days: each is computed anew and replaced until it has been over for a while. */
@Injectable()
export class ServiceDayFolder {
  private readonly work: BackgroundWork;

  constructor(
    private readonly days: ExternalServiceDayRepository,
    private readonly probes: ExternalServiceProbeRepository,
    private readonly clock: Clock,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, new Logger(ServiceDayFolder.name), MOST_DAYS);
  }

  @Interval(FOLD_EVERY_MS)
  tick(): Promise<void> {
    const folded = new Set<number>();
    return this.work.run(async (manager) => {
      const due = await this.due(manager);
      const day = due.find((each) => !folded.has(each.getTime()));
      if (day === undefined) return 0;
      await this.fold(day, manager);
      return folded.add(day.getTime()).size;
    });
  }

  private due(manager: EntityManager): Promise<Date[]> {
    const until = this.settledUntil();
    return this.days.due(new Date(until.getTime() - LATE_MS), until, manager);
  }

  private async fold(day: Date, manager: EntityManager): Promise<void> {
    const until = this.settledUntil();
    const end = new Date(day.getTime() + DAY_SECONDS * 1000);
    const to = end < until ? end : until;
    const rows: ServiceDayRow[] = [];
    for (const service of EXTERNAL_SERVICES)
      rows.push({ service, ...foldDay(day, await this.probes.judged(service, day, to, manager), to) });
    await this.days.replace(rows, manager);
  }

  private settledUntil(): Date {
    return new Date(this.clock.now().getTime() - SETTLED_AFTER_MS);
  }
}
