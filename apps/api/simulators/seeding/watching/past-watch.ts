import type { ExternalServiceKey } from '@watchroom/contracts';
import { describeServices } from '../../../src/core/external-services/describe-service';
import type { ExternalServiceState } from '../../../src/core/external-services/external-service-state';
import { answersAgain } from '../../../src/core/external-services/probe-history';
import type { ServiceFacts } from '../../../src/core/external-services/service-facts';
import type { HealthFacts } from '../../../src/core/health/health-facts';
import { type HealthChange, judgeHealth, type StandingHealth } from '../../../src/core/health/judge-health';
import { concludeVerdict } from '../../../src/core/witnesses/conclude-verdict';
import { describeVerdict } from '../../../src/core/witnesses/describe-verdict';
import {
  changeBetween,
  type ConclusionChange,
  type HeldConclusion,
  holdConclusion,
} from '../../../src/core/witnesses/held-conclusion';
import { type Judging, NEEDS, serviceFactsOf } from './past-ground';
import { PoolFacts } from './pool-facts';
import { pageAt } from './probe-plot';
import { type PastProbe, ProbeRounds, type StatusChange } from './probe-rounds';
import { RequestFacts } from './request-facts';
import { SessionFacts } from './session-facts';
import { vendorTroubles, type VendorTrouble } from './vendor-plot';
import { eventfulSpans, type Span } from './watch-times';

/** Often enough for health: after 15 s nobody judges. Sooner where a round of probes is due. */
const LOOK_EVERY_MS = 10_000;
/** When all that were asked at a look have answered. */
const ANSWERED_MS = 4_999;
const HOUR_MS = 3_600_000;

/** What stands at the begin of a past; nothing where nobody has watched before. */
export interface Standing {
  states: readonly ExternalServiceState[];
  verdicts: readonly HeldConclusion[];
  health: StandingHealth;
}

/** What a past would have left behind: all that changed, every probe, and what stands at its end. */
export interface Watched extends Standing {
  probed: readonly PastProbe[];
  statusChanges: readonly StatusChange[];
  verdictChanges: readonly ConclusionChange[];
  healthChanges: readonly HealthChange[];
  troubles: readonly VendorTrouble[];
}

export const NOTHING_STANDS: Standing = {
  states: [],
  verdicts: [],
  health: { verdicts: [], judgedAt: null },
};

/** The watch that Watchroom would have kept over a made-up past: its facts by the plot, its verdicts by its own rules. */
export class PastWatch {
  private readonly facts: Record<ExternalServiceKey, ServiceFacts>;
  private readonly troubles: VendorTrouble[];
  private readonly rounds: ProbeRounds;
  private readonly requests: RequestFacts;
  private readonly pool: PoolFacts;
  private readonly sessions = new SessionFacts();
  private verdicts: Map<ExternalServiceKey, HeldConclusion>;
  private health: StandingHealth;
  private readonly verdictChanges: ConclusionChange[] = [];
  private readonly healthChanges: HealthChange[] = [];

  constructor(
    private readonly span: Span,
    private readonly nowMs: number,
    private readonly judging: Judging,
    standing: Standing = NOTHING_STANDS,
  ) {
    this.facts = serviceFactsOf(judging);
    this.troubles = vendorTroubles(span[0] - HOUR_MS, span[1], nowMs);
    const known = new Map(standing.states.map((state) => [state.key, state]));
    this.rounds = new ProbeRounds(this.facts, judging.inUse, this.troubles, known);
    this.requests = new RequestFacts(nowMs);
    this.pool = new PoolFacts(nowMs);
    this.verdicts = new Map(standing.verdicts.map((held) => [held.service, held]));
    this.health = standing.health;
  }

  /** @param everyProbe false: of calm stretches no probe is told, only what changed */
  watch(everyProbe: boolean): Watched {
    const [fromMs, untilMs] = this.span;
    let calmMs = fromMs;
    for (const [startMs, endMs] of eventfulSpans(this.span, this.nowMs, this.troubles)) {
      if (everyProbe) this.rounds.askThrough(calmMs, startMs);
      if (calmMs > fromMs) this.confirm(startMs - ANSWERED_MS);
      for (let atMs = startMs; atMs < endMs; atMs = this.nextLookAfter(atMs)) this.look(atMs);
      calmMs = endMs;
    }
    if (everyProbe) this.rounds.askThrough(calmMs, untilMs);
    return this.left();
  }

  /** Up to this moment each look found what the one before it had found. */
  private confirm(atMs: number): void {
    if (this.health.judgedAt !== null) this.health = { ...this.health, judgedAt: new Date(atMs) };
  }

  private nextLookAfter(atMs: number): number {
    return Math.min(atMs + LOOK_EVERY_MS, Math.max(atMs + 1, this.rounds.dueMs));
  }

  private look(atMs: number): void {
    if (atMs >= this.rounds.dueMs) this.rounds.ask(atMs);
    const at = new Date(atMs + ANSWERED_MS);
    const { details } = describeServices(this.rounds.states, this.facts, at);
    for (const key of this.judging.inUse) {
      this.conclude(key, details, at);
      details[key] = { ...details[key], ...describeVerdict(this.verdicts.get(key) ?? null, at) };
    }
    this.judge(details, at);
  }

  private conclude(key: ExternalServiceKey, details: HealthFacts['externalServices'], at: Date): void {
    const conclusion = concludeVerdict(
      {
        key,
        probe: details[key],
        answersAgain: this.rounds.states.some((state) => state.key === key && answersAgain(state.history)),
        page: pageAt({ key }, at.getTime(), this.troubles),
        statusUrl: this.facts[key].statusUrl,
        sessions: this.sessions.at(at.getTime(), key),
        brokenNeeds: NEEDS[key].filter((needed) => details[needed].status === 'down'),
      },
      at,
    );
    if (conclusion === null) return;
    const before = this.verdicts.get(key) ?? null;
    const held = holdConclusion(key, before, conclusion, null, at);
    this.verdictChanges.push(...changeBetween(before, held));
    this.verdicts.set(key, held);
  }

  private judge(externalServices: HealthFacts['externalServices'], at: Date): void {
    const facts: HealthFacts = {
      ...this.requests.at(at.getTime()),
      pool: this.pool.at(at.getTime()),
      externalServices,
      inUse: this.judging.inUse,
      certificates: [],
      outages: [],
      sessionReports: { newestAt: at, isOverdue: false, open: 0 },
    };
    const judged = judgeHealth(this.health, facts, this.judging.thresholds, at);
    if (judged === null) return;
    this.healthChanges.push(...judged.changes);
    this.health = { verdicts: judged.verdicts, judgedAt: at };
  }

  /** That something was judged for the first time is no change: somebody was watching before the past that is told. */
  private left(): Watched {
    return {
      states: this.rounds.states,
      verdicts: [...this.verdicts.values()],
      health: this.health,
      probed: this.rounds.probed,
      statusChanges: this.rounds.changes,
      verdictChanges: this.verdictChanges.filter(({ from }) => from !== null),
      healthChanges: this.healthChanges.filter(({ from }) => from !== null),
      troubles: this.troubles,
    };
  }
}
