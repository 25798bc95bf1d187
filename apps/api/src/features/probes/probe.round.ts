import { Injectable } from '@nestjs/common';
import {
  type ExternalServiceState,
  isLater,
  mayBeAsked,
  nextState,
} from '../../core/external-services/external-service-state';
import { areWeOffline, type RecordedProbe } from '../../core/external-services/probe-outcome';
import type { ExternalService } from '../../external-services/external-service';
import { ExternalServices } from '../../external-services/external-services';
import { Clock } from '../../platform/clock/clock';
import { Leadership } from '../../platform/lease/leadership';
import { ExternalServiceStateRepository } from '../../storage/external-services/external-service-state.repository';
import { OwnProbes } from '../../storage/external-services/own-probes';

/** Longer than this no round waits for what others have stored: it goes on from what this replica found itself. */
const READ_WITHIN_MS = 1_000;
/** Rounds that wait for the database; an hour of them. */
const MOST_WAITING = 120;

/**
 * Asks every service that may be asked, all at once, and remembers what they said: at once in this replica, and in the
 * database as soon as that answers.
 */
@Injectable()
export class ProbeRound {
  private waiting: ExternalServiceState[][] = [];

  constructor(
    private readonly services: ExternalServices,
    private readonly states: ExternalServiceStateRepository,
    private readonly own: OwnProbes,
    private readonly leadership: Leadership,
    private readonly clock: Clock,
  ) {}

  /** @throws when it could not be stored, LeaseLost where another replica may lead by now; it is tried again then. */
  async run(signal: AbortSignal): Promise<void> {
    const known = this.own.with((await inTime(this.states.all())) ?? []);
    const asked = this.services.all.filter(
      (service) => service.configured && mayBeAsked(stateOf(service, known), this.clock.now()),
    );
    const found = await Promise.all(asked.map((service) => this.ask(service, signal)));
    const offline = areWeOffline(found.map(({ outcome }) => outcome));
    const next = asked.map((service, index) => {
      const probe: RecordedProbe = { ...found[index]!, offline };
      return nextState(service.key, stateOf(service, known), probe, this.services.facts[service.key]);
    });
    this.own.remember(next);
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
    await this.leadership.fenced(async (manager) => {
      const stored = new Map((await this.states.all(manager)).map((state) => [state.key, state]));
      for (const round of rounds) {
        const newer = round.filter((state) => isLater(state, stored.get(state.key)));
        await this.states.record(manager, newer, this.services.facts);
      }
    });
    this.waiting = this.waiting.filter((round) => !rounds.includes(round));
  }

  private async ask(service: ExternalService, signal: AbortSignal): Promise<Omit<RecordedProbe, 'offline'>> {
    const outcome = await service.probe(signal);
    return { outcome, at: this.clock.now() };
  }
}

const stateOf = ({ key }: ExternalService, known: ExternalServiceState[]): ExternalServiceState | null =>
  known.find((state) => state.key === key) ?? null;

/** Null for what does not come soon or not at all. */
async function inTime<T>(asked: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => (timer = setTimeout(resolve, READ_WITHIN_MS, null)));
  try {
    return await Promise.race([asked.catch(() => null), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
