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

  @Column({ name: 'reported_at', type: 'timestamptz' })
  reportedAt!: Date;
}
