import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { hold } from '../../core/health/held-verdict';
import { judgeInputs } from '../../core/health/judge-inputs';
import { healthFactsOf } from '../../core/metrics/health-facts-of';
import { AppConfig } from '../../platform/config/config';
import { Leadership, LeaseLost } from '../../platform/lease/leadership';
import { HealthStateRepository } from '../../storage/health-states/health-state.repository';
import { NumbersReader } from './numbers.reader';

const JUDGE_EVERY_MS = 2_000;

/** Judges system health on the leading replica, so that every replica tells the same verdict with the same since. */
@Injectable()
export class HealthEvaluator {
  private readonly log = new Logger(HealthEvaluator.name);
  private judging = false;

  constructor(
    private readonly numbers: NumbersReader,
    private readonly states: HealthStateRepository,
    private readonly leadership: Leadership,
    private readonly config: AppConfig,
  ) {}

  @Interval(JUDGE_EVERY_MS)
  async tick(): Promise<void> {
    if (this.judging || !this.leadership.isLeader) return;
    this.judging = true;
    try {
      await this.judge();
    } catch (error) {
      if (!(error instanceof LeaseLost))
        this.log.warn(`Health was not judged: ${error instanceof Error ? error.message : 'unknown'}`);
    } finally {
      this.judging = false;
    }
  }

  /** One judgement, remembered; safe to repeat. */
  async judge(): Promise<void> {
    const numbers = await this.numbers.read();
    const facts = healthFactsOf(numbers, this.config.externalServicesInUse, numbers.readAt);
    const standing = new Map(numbers.judged.verdicts.map((verdict) => [verdict.input, verdict]));
    const verdicts = judgeInputs(facts, this.config.thresholds).map((verdict) =>
      hold(standing.get(verdict.input) ?? null, verdict, numbers.readAt),
    );
    await this.leadership.fenced((manager) => this.states.replace(manager, verdicts, numbers.readAt));
  }
}
