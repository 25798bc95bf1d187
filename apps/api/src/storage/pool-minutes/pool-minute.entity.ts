import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PoolMinute } from './pool-minute.repository';

@Entity('pool_minutes')
export class PoolMinuteEntity implements PoolMinute {
  @PrimaryColumn({ type: 'timestamptz' })
  minute!: Date;

  @PrimaryColumn({ type: 'text' })
  replica!: string;

  @Column({ type: 'bytea' })
  waits!: Buffer;

  @Column({ type: 'integer' })
  timeouts!: number;

  @Column({ type: 'integer' })
  active!: number;

  @Column({ type: 'integer' })
  idle!: number;

  @Column({ type: 'integer' })
  size!: number;

  @Column({ type: 'integer' })
  waiting!: number;

  @Column({ name: 'used_ms', type: 'integer', nullable: true })
  usedMs?: number | null;

  @Column({ name: 'offered_ms', type: 'integer', nullable: true })
  offeredMs?: number | null;

  @Column({ name: 'use_max', type: 'double precision', nullable: true })
  useMax?: number | null;

  @Column({ name: 'waiting_max', type: 'integer', nullable: true })
  waitingMax?: number | null;

  @Column({ name: 'reported_at', type: 'timestamptz' })
  reportedAt!: Date;
}
