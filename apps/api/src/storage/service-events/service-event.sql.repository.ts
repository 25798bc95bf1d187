import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { EXTERNAL_SERVICES, type ExternalServiceKey } from '@watchroom/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import type { ServiceEvent } from '../../core/webhooks/service-event';
import { isUncommon, knownCategory } from '../../core/webhooks/known-category';
import { inTime, withoutDeadline } from '../../platform/deadline';
import { Replica } from '../../platform/replica';
import { BatchWriter } from '../batches/batch.writer';
import { registeredAmong } from '../counselor-categories/counselor-category.registry';
import { retried } from '../sessions/retry-transaction';
import { DeliveryTally } from './delivery-tally';
import { eventOf, type EventRow, type NewEventRow, rowOf } from './event-rows';
import {
  type Deliveries,
  type Endings,
  type EventPlace,
  placeKey,
  ServiceEventRepository,
} from './service-event.repository';
import { DELIVERIES, ENDINGS, EVENTS_OF_PLACES, STORE_EVENTS, TAKE_MARKS } from './service-event.statements';

/** Any constants: keys of locks. One transaction reads marked places at a time; one looks for repeats by id. */
const EVENT_FOLD_LOCK = 7_270_112_034;
const REPEAT_LOCK = 7_270_112_035;
/** For one statement; senders are kept waiting for a database that restarts, so that several must fit. */
const STATEMENT_MS = 1_500;
const AGAIN_AFTER_MS = 10_000;
const MOST_LAST_WRITES = 3;
const LIMITS = {
  atOnce: 1, // in one row of counts two statements would wait for each other
  mostTogether: 2_000,
  mostWaiting: 20_000,
  tooMany: 'More webhooks come than can be stored. Nothing was stored; send it again.',
};

interface Delivery {
  service: ExternalServiceKey;
  receivedAt: Date;
  events: readonly ServiceEvent[];
}

@Injectable()
export class ServiceEventSqlRepository extends ServiceEventRepository implements OnApplicationShutdown {
  private readonly batches: BatchWriter<Delivery, number>;
  private refusals: DeliveryTally;
  private writingRefusals: Promise<void> | null = null;
  private later: NodeJS.Timeout | undefined;
  private readonly log = new Logger(ServiceEventSqlRepository.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly replica: Replica,
  ) {
    super();
    this.refusals = new DeliveryTally(replica.id);
    this.batches = new BatchWriter(LIMITS, (together) => this.insert(together));
  }

  override async store(events: readonly ServiceEvent[], receivedAt: Date): Promise<number> {
    const [first] = events;
    if (first === undefined) return 0;
    return this.batches.write({ service: first.service, receivedAt, events }, events.length);
  }

  override async countAccepted(service: ExternalServiceKey, at: Date): Promise<void> {
    await this.batches.write({ service, receivedAt: at, events: [] }, 1);
  }

  override countRefused(service: ExternalServiceKey, at: Date): void {
    this.refusals.refused(service, at);
    void this.keepRefusals();
  }

  /** Storage is closed after HTTP and before the database: what waits for it is written now, or is lost. */
  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.later);
    await this.writingRefusals;
    for (let left = MOST_LAST_WRITES; left > 0 && !this.refusals.isEmpty; left--) await this.keepRefusals();
    clearTimeout(this.later);
    const lost = this.refusals.rows().reduce((sum, { refused }) => sum + refused, 0);
    if (lost > 0) this.log.warn(`The database is away: ${lost} refused webhooks remain uncounted`);
  }

  override async takeMarked(most: number, manager: EntityManager): Promise<EventPlace[]> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [EVENT_FOLD_LOCK]);
    return manager.query<EventPlace[]>(TAKE_MARKS, [most]);
  }

  override async ofPlaces(
    places: readonly EventPlace[],
    manager: EntityManager,
  ): Promise<Map<string, ServiceEvent[]>> {
    const rows = await manager.query<EventRow[]>(EVENTS_OF_PLACES, [
      places.map(({ service }) => service),
      places.map(({ place }) => place),
    ]);
    const byPlace = new Map<string, ServiceEvent[]>(places.map((place) => [placeKey(place), []]));
    for (const row of rows) byPlace.get(placeKey(row))!.push(eventOf(row));
    return byPlace;
  }

  override deliveries(now: Date): Promise<Deliveries[]> {
    return this.dataSource.query(DELIVERIES, [EXTERNAL_SERVICES, now]);
  }

  override endings(from: Date, to: Date): Promise<Endings[]> {
    return this.dataSource.query(ENDINGS, [from, to]);
  }

  /** With a deadline of its own: it is begun by whoever was before, whose time may be over. */
  private async insert(together: readonly Delivery[]): Promise<number[]> {
    const counts = new DeliveryTally(this.replica.id);
    for (const { service, receivedAt } of together) counts.accepted(service, receivedAt);
    const stored = await inTime(STATEMENT_MS, async () => {
      const rows = await this.rowsOf(together);
      const parameters = [JSON.stringify(rows), JSON.stringify(counts.rows())];
      const varies = rows.some((row) => row.at_varies);
      return retried(() =>
        varies ? this.insertAlone(parameters) : this.dataSource.query<Stored[]>(STORE_EVENTS, parameters),
      );
    });
    return newOnes(together, stored);
  }

  /** Without the categories that are none: no statement may carry what is perhaps a name. */
  private async rowsOf(together: readonly Delivery[]): Promise<NewEventRow[]> {
    const rows = together.flatMap(({ events, receivedAt }) =>
      events.map((event) => rowOf(event, receivedAt)).filter((row) => row !== null),
    );
    const reported = await registeredAmong(
      this.dataSource,
      rows.map(({ category }) => category).filter(isUncommon),
    );
    return rows.map((row) => ({ ...row, category: knownCategory(row.category, reported) }));
  }

  /** The statement must begin once nobody else is at it: it sees what was committed by then. */
  private insertAlone(parameters: string[]): Promise<Stored[]> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [REPEAT_LOCK]);
      return manager.query<Stored[]>(STORE_EVENTS, parameters);
    });
  }

  private keepRefusals(): Promise<void> {
    return (this.writingRefusals ??= withoutDeadline(() => this.writeRefusals()).finally(() => {
      this.writingRefusals = null;
    }));
  }

  /** One statement at a time, for all refused meanwhile. What cannot be written is tried again a while later. */
  private async writeRefusals(): Promise<void> {
    while (!this.refusals.isEmpty) {
      const writing = this.refusals;
      this.refusals = new DeliveryTally(this.replica.id);
      try {
        await inTime(STATEMENT_MS, () =>
          this.dataSource.query(STORE_EVENTS, ['[]', JSON.stringify(writing.rows())]),
        );
      } catch {
        for (const { service, hour, refused } of writing.rows())
          this.refusals.refused(service, hour, refused);
        clearTimeout(this.later);
        this.later = setTimeout(() => void this.keepRefusals(), AGAIN_AFTER_MS).unref();
        return; // who looks after the database says so, and strangers must not fill the log
      }
    }
  }
}

type Stored = Pick<EventRow, 'service' | 'id'>;

/** How many events of each delivery were new; of repeats that were stored together the first one was. */
function newOnes(together: readonly Delivery[], stored: readonly Stored[]): number[] {
  const left = new Set(stored.map(({ service, id }) => `${service} ${id}`));
  return together.map(
    ({ events }) => events.filter(({ service, id }) => left.delete(`${service} ${id}`)).length,
  );
}
