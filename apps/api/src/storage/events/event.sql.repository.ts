import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EventQuestion, RecordedEvent } from '../../core/events/recorded-event';
import { EventRepository } from './event.repository';
import { eventsOf } from './event.statements';

@Injectable()
export class EventSqlRepository extends EventRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override read({ from, to, before, kinds, most, limits }: EventQuestion): Promise<RecordedEvent[]> {
    const behind = before ?? { at: to, id: '' };
    const { warning, critical } = limits;
    const asked = [from, to, behind.at, behind.id, [...kinds], most, warning, critical];
    return this.dataSource.query(eventsOf(kinds), asked);
  }
}
