import { Injectable } from '@nestjs/common';
import { type ExternalServiceState, latestOf } from '../../core/external-services/external-service-state';

/** What this replica has found by itself, at hand also while the database does not answer. */
@Injectable()
export class OwnProbes {
  private states: ExternalServiceState[] = [];

  remember(states: readonly ExternalServiceState[]): void {
    this.states = latestOf(this.states, states);
  }

  /** When this replica last heard of a probe; null before the first one. */
  get newestAt(): Date | null {
    const times = this.states.flatMap(({ history }) => history.recent.at(-1)?.at.getTime() ?? []);
    return times.length === 0 ? null : new Date(Math.max(...times));
  }

  /** Of each service whichever is later: what is stored, or what this replica found. */
  with(stored: readonly ExternalServiceState[]): ExternalServiceState[] {
    return latestOf(stored, this.states);
  }
}
