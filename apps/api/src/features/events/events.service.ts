import { Injectable } from '@nestjs/common';
import { EVENT_KINDS, type EventPage, type News, SHORT_ABSENCE_SECONDS } from '@watchroom/contracts';
import type { ErrorRateThresholds } from '../../core/errors/hour-state';
import { describeEvent } from '../../core/events/describe-event';
import { cursorText, type EventRequest, eventQuestionOf } from '../../core/events/event-question';
import { newsOf } from '../../core/events/news';
import { DAY_MS } from '../../core/time';
import { Clock } from '../../platform/clock/clock';
import { AppConfig } from '../../platform/config/config';
import { AdminVisitRepository } from '../../storage/admin-visits/admin-visit.repository';
import { EventRepository } from '../../storage/events/event.repository';
import { SingleFlight } from './single-flight';

/** Who was away for longer reads of the last thirty days. */
const LONGEST_ABSENCE_MS = 30 * DAY_MS;
/** The newest of these say what is so now; older ones would tell of more of the same. */
const MOST_READ = 2_000;
/** That a limit was passed is news while it happens; what the full hour was then says the same once more. */
const NEWS_KINDS = EVENT_KINDS.filter((kind) => kind !== 'error_hour');

/** What happened: as a list, and as news for whoever was away. */
@Injectable()
export class EventsService {
  private readonly pages = new SingleFlight<EventPage>();

  constructor(
    private readonly events: EventRepository,
    private readonly visits: AdminVisitRepository,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `invalid` for a question that cannot be answered. */
  page(request: EventRequest): Promise<EventPage> {
    return this.pages.run(JSON.stringify(request), () => this.read(request));
  }

  /** Nothing at a first visit, nor after a short absence. */
  async since(adminId: string): Promise<News> {
    const now = this.clock.now();
    const seen = await this.visits.lastSeen(adminId);
    const told = { since: seen?.toISOString() ?? null, as_of: now.toISOString() };
    if (seen === null || now.getTime() - seen.getTime() < SHORT_ABSENCE_SECONDS * 1000)
      return { ...told, lines: [] };
    const from = new Date(Math.max(seen.getTime(), now.getTime() - LONGEST_ABSENCE_MS));
    const found = await this.events.read({
      from,
      to: now,
      before: null,
      kinds: NEWS_KINDS,
      most: MOST_READ,
      limits: this.limits,
    });
    return { ...told, lines: newsOf(found.map(describeEvent), now) };
  }

  /** What is still to come cannot have been seen. */
  async noteSeen(adminId: string, until: string): Promise<void> {
    const untilMs = Math.min(Date.parse(until), this.clock.now().getTime());
    await this.visits.noteSeen(adminId, new Date(untilMs));
  }

  private get limits(): ErrorRateThresholds {
    return this.config.thresholds.errorRate;
  }

  private async read(request: EventRequest): Promise<EventPage> {
    const now = this.clock.now();
    const question = eventQuestionOf(request, now);
    const { from, to, most } = question;
    const found = await this.events.read({ ...question, most: most + 1, limits: this.limits });
    const shown = found.slice(0, most);
    const last = shown.at(-1);
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      events: shown.map(describeEvent),
      next: found.length > most && last !== undefined ? cursorText(last) : null,
      as_of: now.toISOString(),
    };
  }
}
