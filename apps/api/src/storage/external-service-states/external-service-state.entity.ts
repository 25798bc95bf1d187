import type { ExternalServiceKey, ExternalServiceStatus, StatusReason } from '@watchroom/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProbeOutcome } from '../../core/external-services/probe-outcome';

/** A remembered probe as JSON holds it: its time is text. */
interface StoredProbe {
  at: string;
  outcome: ProbeOutcome;
  offline: boolean;
}

@Entity('external_service_states')
export class ExternalServiceStateEntity {
  @PrimaryColumn({ name: 'service', type: 'text' })
  key!: ExternalServiceKey;

  @Column({ type: 'text' })
  status!: ExternalServiceStatus;

  @Column({ type: 'text' })
  reason!: StatusReason;

  @Column({ type: 'timestamptz' })
  since!: Date;

  @Column({ type: 'jsonb' })
  recent!: StoredProbe[];

  @Column({ name: 'is_down', type: 'boolean' })
  isDown!: boolean;

  @Column({ name: 'paused_until', type: 'timestamptz', nullable: true })
  pausedUntil!: Date | null;
}
