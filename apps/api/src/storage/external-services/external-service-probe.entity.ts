import type { ExternalServiceKey } from '@watchroom/contracts';
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
}
