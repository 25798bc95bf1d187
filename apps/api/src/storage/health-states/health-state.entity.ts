import type { HealthInput, HealthUnit } from '@watchroom/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HeldVerdict } from '../../core/health/held-verdict';
import type { InputState } from '../../core/health/input-verdict';

@Entity('health_states')
export class HealthStateEntity implements HeldVerdict {
  @PrimaryColumn({ type: 'text' })
  input!: HealthInput;

  @Column({ type: 'text' })
  state!: InputState;

  @Column({ name: 'previous_state', type: 'text', nullable: true })
  previousState!: InputState | null;

  @Column({ type: 'text', nullable: true })
  kind!: HeldVerdict['kind'];

  @Column({ type: 'timestamptz' })
  since!: Date;

  @Column({ type: 'text', nullable: true })
  candidate!: InputState | null;

  @Column({ name: 'candidate_since', type: 'timestamptz', nullable: true })
  candidateSince!: Date | null;

  @Column({ type: 'jsonb', nullable: true })
  value!: number | string | null;

  @Column({ name: 'boundary', type: 'jsonb', nullable: true })
  limit!: number | string | null;

  @Column({ type: 'text', nullable: true })
  unit!: HealthUnit | null;

  @Column({ type: 'text' })
  detail!: string;

  @Column({ name: 'turns_green', type: 'text', nullable: true })
  turnsGreen!: string | null;

  @Column({ name: 'judged_at', type: 'timestamptz' })
  judgedAt!: Date;
}
