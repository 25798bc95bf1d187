import { Injectable } from '@nestjs/common';
import { type ExternalServiceState, latestOf } from '../../core/external-services/external-service-state';

/** What this replica has found by itself, at hand also while the database does not answer. */
@Injectable()
export class OwnProbes {
  private states: ExternalServiceState[] = [];

  remember(states: readonly ExternalServiceState[]): void {
    this.states = latestOf(this.states, states);
  }

  /** Of each service whichever is later: what is stored, or what this replica found. */
  with(stored: readonly ExternalServiceState[]): ExternalServiceState[] {
    return latestOf(stored, this.states);
  }
}
