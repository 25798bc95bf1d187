import { Injectable } from '@nestjs/common';
import { STATUS_PAGE_BUDGET } from '../../core/external-services/ask-budget';
import { LONGEST_PAUSE_MS } from '../../core/external-services/probe-history';
import { DAY_MS } from '../../core/time';
import { nextPage, type PageReading, type VendorPage } from '../../core/witnesses/vendor-page';
import type { ExternalService } from '../../external-services/external-service';
import { ExternalServices } from '../../external-services/external-services';
import { Clock } from '../../platform/clock/clock';
import { Leadership } from '../../platform/lease/leadership';
import { PageTables } from './page-tables';

const INCIDENTS_KEPT_MS = 90 * DAY_MS;
const FORGOTTEN_PER_ROUND = 100;
/** A page that does not say how long to wait. */
const USUAL_PAUSE_MS = 300_000;

interface Read {
  page: VendorPage;
  reading: PageReading;
}

/** Reads the status page of every service that is asked, all at once, and remembers what they say. */
@Injectable()
export class StatusPageRound {
  constructor(
    private readonly services: ExternalServices,
    private readonly tables: PageTables,
    private readonly leadership: Leadership,
    private readonly clock: Clock,
  ) {}

  /** @throws LeaseLost when another replica leads by now; what was read is dropped then. */
  async run(signal: AbortSignal): Promise<void> {
    const known = await this.tables.pages.all();
    const read = await Promise.all(this.services.asked.map((service) => this.read(service, known, signal)));
    await this.remember(read);
  }

  private async read(service: ExternalService, known: VendorPage[], signal: AbortSignal): Promise<Read> {
    const { key } = service;
    const { doors } = this.tables;
    const previous = known.find((page) => page.service === key) ?? null;
    const reading = await service.readStatusPage({
      known: previous?.mark ?? null,
      mayAsk: async () =>
        (await doors.take(key, 'status_page', STATUS_PAGE_BUDGET, this.clock.now())).kind === 'granted',
      signal,
    });
    const now = this.clock.now();
    if (reading.kind === 'unreadable' && reading.throttled) {
      const waitMs = Math.min(reading.retryAfterMs ?? USUAL_PAUSE_MS, LONGEST_PAUSE_MS);
      await doors.pause(key, 'status_page', new Date(now.getTime() + waitMs));
    }
    return { page: nextPage(key, previous, reading, now), reading };
  }

  private async remember(read: Read[]): Promise<void> {
    const { pages, incidents } = this.tables;
    const now = this.clock.now();
    await this.leadership.fenced(async (manager) => {
      await pages.replace(
        read.map(({ page }) => page),
        manager,
      );
      for (const { page, reading } of read)
        if (reading.kind === 'read' && reading.incidents !== null)
          await incidents.record(page.service, reading.incidents, now, manager);
      await incidents.forget(new Date(now.getTime() - INCIDENTS_KEPT_MS), FORGOTTEN_PER_ROUND, manager);
    });
  }
}
