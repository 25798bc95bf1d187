import type { ExternalServiceKey } from '@watchroom/contracts';
import { askAgainMs, isInDoubt } from '../../../src/core/external-services/ask-again';
import {
  type ExternalServiceState,
  mayBeAsked,
  nextState,
} from '../../../src/core/external-services/external-service-state';
import { overdueAt } from '../../../src/core/external-services/judge-probes';
import {
  areWeOffline,
  type ProbeOutcome,
  type RecordedProbe,
} from '../../../src/core/external-services/probe-outcome';
import type { ServiceFacts } from '../../../src/core/external-services/service-facts';
import type { JudgedProbe } from '../../../src/core/uptime/state-seconds';
import { probeOutcomeAt } from './probe-plot';
import type { VendorTrouble } from './vendor-plot';

/** A change of a service's status, as the database writes it down. */
export interface StatusChange {
  at: Date;
  service: ExternalServiceKey;
  from: ExternalServiceState['status'];
  to: ExternalServiceState['status'];
  reason: ExternalServiceState['reason'];
}

/** One probe, and what was made of it. */
export interface PastProbe extends JudgedProbe {
  service: ExternalServiceKey;
  outcome: ProbeOutcome;
  offline: boolean;
}

/** Rounds of probes in a past: who is asked, when, and what is made of the answers, by the rules of the present. */
export class ProbeRounds {
  /** Every probe, oldest first. */
  readonly probed: PastProbe[] = [];
  readonly changes: StatusChange[] = [];
  private nextMs = -Infinity;

  constructor(
    private readonly facts: Record<ExternalServiceKey, ServiceFacts>,
    private readonly asked: readonly ExternalServiceKey[],
    private readonly troubles: readonly VendorTrouble[],
    private known: Map<ExternalServiceKey, ExternalServiceState> = new Map(),
  ) {}

  get states(): ExternalServiceState[] {
    return [...this.known.values()];
  }

  /** When the next round is due; at once before the first one. */
  get dueMs(): number {
    return this.nextMs;
  }

  /** Every round that is due within. */
  askThrough(fromMs: number, untilMs: number): void {
    for (let atMs = Math.max(fromMs, this.nextMs); atMs < untilMs; atMs = this.nextMs) this.ask(atMs);
  }

  ask(atMs: number): void {
    const at = new Date(atMs);
    const found = this.asked
      .filter((key) => mayBeAsked(this.known.get(key) ?? null, at))
      .map((key) => ({ key, outcome: probeOutcomeAt(this.facts[key], atMs, this.troubles) }));
    const offline = areWeOffline(found.map(({ outcome }) => outcome));
    const next = found.map(({ key, outcome }) => {
      const answeredAt = new Date(atMs + Math.round(outcome.latencyMs ?? 0));
      const probe = { at: answeredAt, outcome, offline };
      const state = nextState(key, this.known.get(key) ?? null, probe, this.facts[key]);
      this.note(probe, state);
      return state;
    });
    const [cadence] = Object.values(this.facts);
    this.nextMs = atMs + (next.some(isInDoubt) ? askAgainMs(cadence!) : cadence!.intervalMs);
  }

  private note(probe: RecordedProbe, state: ExternalServiceState): void {
    const { key: service, since: at, status: to, reason, history } = state;
    const before = this.known.get(service);
    if (before !== undefined && before.status !== to)
      this.changes.push({ at, service, from: before.status, to, reason });
    this.known.set(service, state);
    const speaksUntil = overdueAt(probe, history, this.facts[service]);
    this.probed.push({ ...probe, service, status: to, speaksUntil });
  }
}
