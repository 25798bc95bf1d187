import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { concludeVerdict } from '../../core/witnesses/conclude-verdict';
import { isTrouble } from '../../core/witnesses/felt-verdict';
import { changeBetween, type HeldConclusion, holdConclusion } from '../../core/witnesses/held-conclusion';
import type { WitnessFacts } from '../../core/witnesses/witness-facts';
import { Clock } from '../../platform/clock/clock';
import { LeaderTurn } from '../../platform/lease/leader-turn';
import { Leadership } from '../../platform/lease/leadership';
import { ServiceVerdictRepository } from '../../storage/service-verdicts/service-verdict.repository';
import { EffectReader, type FoundEffect } from './effect.reader';
import { WitnessReader } from './witness.reader';

const CONCLUDE_EVERY_MS = 5_000;
const LOOK_EVERY_MS = 250;

/**
 * Concludes the verdicts on the leading replica, so that every replica tells the same one with the same since: every
 * few seconds, and as soon as a probe or a status page has told something.
 */
@Injectable()
export class VerdictEvaluator {
  private readonly turn: LeaderTurn;
  private heard: { probeAt: Date | null; atMs: number };
  private hurried = false;
  private troubled = false;

  constructor(
    private readonly witnesses: WitnessReader,
    private readonly effects: EffectReader,
    private readonly verdicts: ServiceVerdictRepository,
    private readonly clock: Clock,
    private readonly leadership: Leadership,
  ) {
    this.turn = new LeaderTurn(leadership, new Logger(VerdictEvaluator.name), 'No verdict was concluded');
    this.heard = { probeAt: null, atMs: clock.monotonicMs() };
  }

  /** Whether something is felt, declared, or on its way, by the newest conclusion. */
  get isTroubled(): boolean {
    return this.troubled;
  }

  /** Something was told: the next look concludes. */
  hurry(): void {
    this.hurried = true;
  }

  @Interval(LOOK_EVERY_MS)
  async tick(): Promise<void> {
    if (!this.turn.isFree || !this.isDue()) return;
    this.hurried = false;
    this.heard = { probeAt: this.witnesses.newestProbeAt, atMs: this.clock.monotonicMs() };
    await this.turn.take(() => this.conclude());
  }

  /** One judgement of every service that is asked, and what it changed, remembered together. */
  async conclude(): Promise<void> {
    const now = this.clock.now();
    const facts = await this.witnesses.read(now);
    const found = await this.effects.read(now);
    const held = await this.leadership.fenced(async (manager) => {
      const standing = await this.verdicts.readToReplace(manager);
      const next = facts.flatMap((fact) => judge(fact, standing, found, now));
      await this.verdicts.replace(next, manager);
      await this.verdicts.append(
        next.flatMap((held) => changeBetween(standingOn(held.service, standing), held)),
        manager,
      );
      await this.effects.keep(found, manager);
      return next;
    });
    this.troubled = held.some(isTroubled);
  }

  /** At a start the first probe is waited for: who has not been asked yet is not to be called blind. */
  private isDue(): boolean {
    const probeAt = this.witnesses.newestProbeAt;
    if (probeAt !== null && (this.hurried || probeAt.getTime() !== this.heard.probeAt?.getTime()))
      return true;
    return this.clock.monotonicMs() - this.heard.atMs >= CONCLUDE_EVERY_MS;
  }
}

function judge(
  facts: WitnessFacts,
  standing: HeldConclusion[],
  found: FoundEffect[],
  now: Date,
): HeldConclusion[] {
  const conclusion = concludeVerdict(facts, now);
  const effect = found.find(({ service }) => service === facts.key)?.effect ?? null;
  const before = standingOn(facts.key, standing);
  return conclusion === null ? [] : [holdConclusion(facts.key, before, conclusion, effect, now)];
}

const isTroubled = ({ verdict, candidate }: HeldConclusion): boolean =>
  isTrouble(verdict) || verdict === 'declared_not_felt' || candidate !== null;

const standingOn = (key: HeldConclusion['service'], standing: HeldConclusion[]): HeldConclusion | null =>
  standing.find(({ service }) => service === key) ?? null;
