import { Injectable } from '@nestjs/common';
import type { ExternalServiceKey } from '@watchroom/contracts';
import { DataSource } from 'typeorm';
import type { AskBudget, VendorDoor } from '../../core/external-services/ask-budget';
import { type Leave, VendorDoorRepository } from './vendor-door.repository';

/** What lies more than a window ahead was told by a clock that was wrong, and must not close the door for hours. */
const WITHIN = `FROM unnest(d.asked_at) AS asked
  WHERE asked > $3::timestamptz - $4 * interval '1 ms' AND asked <= $3::timestamptz + $4 * interval '1 ms'`;

/** $1 service, $2 door, $3 now, $4 window in ms, $5 most. The row is locked: askers come one after another. */
const TAKE = `
  INSERT INTO vendor_doors AS d (service, door, asked_at) VALUES ($1, $2, ARRAY[$3::timestamptz])
  ON CONFLICT (service, door) DO UPDATE
    SET asked_at = ARRAY(SELECT asked ${WITHIN}) || $3::timestamptz
    WHERE (d.paused_until IS NULL OR d.paused_until <= $3::timestamptz) AND (SELECT count(*) ${WITHIN}) < $5
  RETURNING 1`;

@Injectable()
export class VendorDoorSqlRepository extends VendorDoorRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async take(
    service: ExternalServiceKey,
    door: VendorDoor,
    { most, windowMs }: AskBudget,
    now: Date,
  ): Promise<Leave> {
    const rows = await this.dataSource.query<unknown[]>(TAKE, [service, door, now, windowMs, most]);
    if (rows.length > 0) return { kind: 'granted' };
    const [pause] = await this.dataSource.query<{ until: Date }[]>(
      'SELECT paused_until AS until FROM vendor_doors WHERE service = $1 AND door = $2 AND paused_until > $3',
      [service, door, now],
    );
    return pause === undefined ? { kind: 'spent' } : { kind: 'paused', until: pause.until };
  }

  override async pause(service: ExternalServiceKey, door: VendorDoor, until: Date): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO vendor_doors AS d (service, door, asked_at, paused_until) VALUES ($1, $2, '{}', $3)
       ON CONFLICT (service, door) DO UPDATE SET paused_until = greatest(d.paused_until, excluded.paused_until)`,
      [service, door, until],
    );
  }
}
