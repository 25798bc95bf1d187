import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { HealthChange } from '../../core/health/judge-health';
import { HealthChangeRepository } from './health-change.repository';

const jsonOf = (value: number | string | null): string | null =>
  value === null ? null : JSON.stringify(value);

@Injectable()
export class HealthChangeSqlRepository extends HealthChangeRepository {
  override async append(changes: readonly HealthChange[], manager: EntityManager): Promise<void> {
    if (changes.length === 0) return;
    await manager.query(
      `INSERT INTO health_changes (at, input, from_state, to_state, value, boundary, detail)
       SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::text[])
       ON CONFLICT (at, input) DO NOTHING`,
      [
        changes.map(({ at }) => at),
        changes.map(({ input }) => input),
        changes.map(({ from }) => from),
        changes.map(({ to }) => to),
        changes.map(({ value }) => jsonOf(value)),
        changes.map(({ limit }) => jsonOf(limit)),
        changes.map(({ detail }) => detail),
      ],
    );
  }
}
