import { Injectable } from '@nestjs/common';
import type { ExternalServiceKey } from '@watchroom/contracts';
import { isInDoubt } from '../../core/external-services/ask-again';
import {
  type ExternalServiceState,
  isLater,
  mayBeAsked,
  nextState,
} from '../../core/external-services/external-service-state';
import { areWeOffline, type ProbeOutcome } from '../../core/external-services/probe-outcome';
import type { SeenCertificate, ServiceCertificate } from '../../core/external-services/seen-certificate';
import type { ExternalService } from '../../external-services/external-service';
import { ExternalServices } from '../../external-services/external-services';
import { Clock } from '../../platform/clock/clock';
import { Leadership } from '../../platform/lease/leadership';
import { unlessLate } from '../../platform/unless-late';
import { OwnProbes } from '../../storage/external-service-states/own-probes';
import { ProbeTables } from './probe-tables';

/** Longer than this no round waits for what others have stored: it goes on from what this replica found itself. */
const READ_WITHIN_MS = 1_000;
/** Rounds that wait for the database; an hour of them. */
const MOST_WAITING = 120;

interface Found {
  service: ExternalService;
  outcome: ProbeOutcome;
  at: Date;
}

/**
 * Asks every service that may be asked, all at once, and remembers what they said: at once in this replica, and in the
 * database as soon as that answers.
 */
@Injectable()
export class ProbeRound {
  private waiting: ExternalServiceState[][] = [];
  private inDoubt = false;
  private readonly certificates = new Map<ExternalServiceKey, ServiceCertificate>();

  constructor(
    private readonly services: ExternalServices,
    private readonly tables: ProbeTables,
    private readonly own: OwnProbes,
    private readonly leadership: Leadership,
    private readonly clock: Clock,
  ) {}

  /** Whether the newest round has found something that a few more probes decide: they are asked for sooner. */
  get isInDoubt(): boolean {
    return this.inDoubt;
  }

  /** @throws when it could not be stored, LeaseLost where another replica may lead by now; it is tried again then. */
  async run(signal: AbortSignal): Promise<void> {
    const known = this.own.with((await ifAtHand(this.tables.states.all())) ?? []);
    const due = this.services.asked.filter((service) =>
      mayBeAsked(stateOf(service, known), this.clock.now()),
    );
    const tried = await Promise.all(due.map((service) => this.ask(service, signal)));
    const found = tried.filter((one) => one !== null);
    const offline = areWeOffline(found.map(({ outcome }) => outcome));
    const next = found.map(({ service, ...probe }) =>
      nextState(
        service.key,
        stateOf(service, known),
        { ...probe, offline },
        this.services.facts[service.key],
      ),
    );
    this.own.remember(next);
    this.inDoubt = next.some(isInDoubt);
    this.waiting = [...this.waiting, next].slice(-MOST_WAITING);
    await this.store();
  }

  /** Another replica leads: what it stores is newer than what waits here. */
  forget(): void {
    this.waiting = [];
  }

  /** Oldest first; of a service that another replica has probed later nothing is stored any more. */
  private async store(): Promise<void> {
    const rounds = this.waiting;
    const { states, certificates, doors } = this.tables;
    await this.leadership.fenced(async (manager) => {
      const stored = new Map((await states.all(manager)).map((state) => [state.key, state]));
      for (const round of rounds) {
        const newer = round.filter((state) => isLater(state, stored.get(state.key)));
        await states.record(manager, newer, this.services.facts);
      }
      await certificates.replace([...this.certificates.values()], manager);
    });
    this.waiting = this.waiting.filter((round) => !rounds.includes(round));
    for (const { key, history } of rounds.at(-1) ?? [])
      if (history.pausedUntil !== null) await doors.pause(key, 'api', history.pausedUntil);
  }

  /**
   * Null when nobody may ask now: the budget is used up. A wait that was told to another asker is told here, too.
   * Without the database only one replica asks, once an interval: that stays within any budget by itself.
   */
  private async ask(service: ExternalService, signal: AbortSignal): Promise<Found | null> {
    const { key, budget } = service;
    const from = this.clock.now();
    const leave = await ifAtHand(this.tables.doors.take(key, 'api', budget, from));
    if (leave?.kind === 'spent') return null;
    if (leave?.kind === 'paused') return { service, at: from, outcome: throttledUntil(leave.until, from) };
    const outcome = await service.probe(signal, (shown) => this.remember(service, shown));
    return { service, outcome, at: this.clock.now() };
  }

  private remember({ key }: ExternalService, shown: SeenCertificate): void {
    this.certificates.set(key, { ...shown, service: key, seenAt: this.clock.now() });
  }
}

const throttledUntil = (until: Date, now: Date): ProbeOutcome => ({
  kind: 'throttled',
  latencyMs: null,
  retryAfterMs: until.getTime() - now.getTime(),
});

const stateOf = ({ key }: ExternalService, known: ExternalServiceState[]): ExternalServiceState | null =>
  known.find((state) => state.key === key) ?? null;

/** Null for what does not come soon or not at all. */
const ifAtHand = <T>(asked: Promise<T>): Promise<T | null> =>
  unlessLate(asked, READ_WITHIN_MS).catch(() => null);
