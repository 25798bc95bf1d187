import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { DAY_MS, HOUR_MS } from '../../core/time';
import { foldPlace } from '../../core/webhook-sessions/fold-place';
import { Clock } from '../../platform/clock/clock';
import { BackgroundWork } from '../../platform/lease/background-work';
import { Leadership } from '../../platform/lease/leadership';
import { HeardSessionRepository } from '../../storage/heard-sessions/heard-session.repository';
import { placeKey, ServiceEventRepository } from '../../storage/service-events/service-event.repository';
import { meetingSessionId } from './meeting-session-id';

const FOLD_EVERY_MS = 1_000;
const FORGET_EVERY_MS = HOUR_MS;
const PLACES_A_STEP = 100;
const MOST_STEPS = 20;
const MOST_FORGOTTEN = 2_000;
/** A day less than events are kept: none that a fold relies on is forgotten. */
const EVENTS_KEPT_MS = 6 * DAY_MS;

/** Folds what vendors' webhooks tell of a room into sessions: what is marked is computed anew, never added to. */
@Injectable()
export class WebhookSessionFolder {
  private readonly folding: BackgroundWork;
  private readonly forgetting: BackgroundWork;

  constructor(
    private readonly events: ServiceEventRepository,
    private readonly heard: HeardSessionRepository,
    private readonly clock: Clock,
    leadership: Leadership,
  ) {
    const log = new Logger(WebhookSessionFolder.name);
    this.folding = new BackgroundWork(leadership, log, MOST_STEPS);
    this.forgetting = new BackgroundWork(leadership, log, MOST_STEPS);
  }

  @Interval(FOLD_EVERY_MS)
  tick(): Promise<void> {
    return this.folding.run((manager) => this.fold(manager));
  }

  @Interval(FORGET_EVERY_MS)
  tidy(): Promise<void> {
    return this.forgetting.run((manager) =>
      this.heard.forget(this.eventsKeptSince(), MOST_FORGOTTEN, manager),
    );
  }

  /** One bounded step within a transaction; answers how many places were folded. Safe to repeat. */
  async fold(manager: EntityManager): Promise<number> {
    const now = this.clock.now();
    const marked = await this.events.takeMarked(PLACES_A_STEP, manager);
    const due = await this.heard.takeDue(now, PLACES_A_STEP, manager);
    const places = [...new Map([...marked, ...due].map((place) => [placeKey(place), place])).values()];
    if (places.length === 0) return 0;
    const events = await this.events.ofPlaces(places, manager);
    const known = await this.heard.known(places, manager);
    const eventsKeptSince = this.eventsKeptSince();
    const folded = places.map((place) => {
      const facts = {
        now,
        eventsKeptSince,
        known: known.get(placeKey(place))!,
        sessionIdOf: meetingSessionId,
      };
      return { ...place, sessions: foldPlace(events.get(placeKey(place)) ?? [], facts) };
    });
    await this.heard.replace(folded, eventsKeptSince, manager);
    return places.length;
  }

  private eventsKeptSince(): Date {
    return new Date(this.clock.now().getTime() - EVENTS_KEPT_MS);
  }
}
