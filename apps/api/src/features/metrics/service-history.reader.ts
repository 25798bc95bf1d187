import { Injectable } from '@nestjs/common';
import type { ExternalServiceKey, ProbeLatency, ServiceHistory } from '@watchroom/contracts';
import { DataSource } from 'typeorm';
import { DAY_MS } from '../../core/time';
import { latencyOf, latencySince } from '../../core/uptime/probe-latency';
import { dayOf, type FoldedDay, foldedUntil, historyOf, SHOWN_DAYS } from '../../core/uptime/service-days';
import { ExternalServiceDayRepository } from '../../storage/external-service-days/external-service-day.repository';
import { ExternalServiceProbeRepository } from '../../storage/external-service-probes/external-service-probe.repository';

/** Probes are kept a little less long. */
const LONGEST_TAIL_MS = 4 * DAY_MS;

/** Past days of the external services: what was folded, and what their probes have told since then. */
@Injectable()
export class ServiceHistoryReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly days: ExternalServiceDayRepository,
    private readonly probes: ExternalServiceProbeRepository,
  ) {}

  async of(
    services: readonly ExternalServiceKey[],
    now: Date,
  ): Promise<Map<ExternalServiceKey, ServiceHistory>> {
    const since = new Date(dayOf(now).getTime() - (SHOWN_DAYS - 1) * DAY_MS);
    const rows = await this.days.since(since, this.dataSource.manager);
    const histories = new Map<ExternalServiceKey, ServiceHistory>();
    for (const service of services) {
      const folded = rows.filter((row) => row.service === service);
      histories.set(service, historyOf(folded, await this.tail(service, folded, now), now));
    }
    return histories;
  }

  async latency(service: ExternalServiceKey, now: Date): Promise<ProbeLatency[]> {
    return latencyOf(await this.probes.latency(service, latencySince(now), this.dataSource.manager), now);
  }

  private tail(service: ExternalServiceKey, folded: readonly FoldedDay[], now: Date) {
    const oldest = new Date(now.getTime() - LONGEST_TAIL_MS);
    const until = foldedUntil(folded) ?? oldest;
    return this.probes.judged(service, until < oldest ? oldest : until, now, this.dataSource.manager);
  }
}
