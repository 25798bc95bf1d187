import type { ExternalServiceKey, ExternalServiceStatus } from '@watchroom/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FailureKind, ProbeOutcome } from '../../core/external-services/probe-outcome';

/** One probe in the history of two days. */
@Entity('external_service_probes')
export class ExternalServiceProbeEntity {
  @PrimaryColumn({ type: 'text' })
  service!: ExternalServiceKey;

  @PrimaryColumn({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'text' })
  outcome!: ProbeOutcome['kind'];

  @Column({ type: 'text', nullable: true })
  failure!: FailureKind | null;

  @Column({ name: 'http_status', type: 'integer', nullable: true })
  httpStatus!: number | null;

  @Column({ name: 'latency_ms', type: 'double precision', nullable: true })
  latencyMs!: number | null;

  @Column({ type: 'boolean' })
  offline!: boolean;

  /** As judged right after it; null where that was not written down. */
  @Column({ type: 'text', nullable: true })
  status!: ExternalServiceStatus | null;

  /** Until then it tells the status, unless another probe comes before. */
  @Column({ name: 'speaks_until', type: 'timestamptz', nullable: true })
  speaksUntil!: Date | null;
}
