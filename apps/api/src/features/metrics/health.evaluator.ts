import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { judgeHealth } from '../../core/health/judge-health';
import { healthFactsOf } from '../../core/metrics/health-facts-of';
import { AppConfig } from '../../platform/config/config';
import { LeaderTurn } from '../../platform/lease/leader-turn';
import { Leadership } from '../../platform/lease/leadership';
import { HealthChangeRepository } from '../../storage/health-changes/health-change.repository';
import { HealthStateRepository } from '../../storage/health-states/health-state.repository';
import { NumbersReader } from './numbers.reader';

const JUDGE_EVERY_MS = 2_000;

/** Judges system health on the leading replica, so that every replica tells the same verdict with the same since. */
@Injectable()
export class HealthEvaluator {
  private readonly turn: LeaderTurn;

  constructor(
    private readonly numbers: NumbersReader,
    private readonly states: HealthStateRepository,
    private readonly changes: HealthChangeRepository,
    private readonly leadership: Leadership,
    private readonly config: AppConfig,
  ) {
    this.turn = new LeaderTurn(leadership, new Logger(HealthEvaluator.name), 'Health was not judged');
  }

  @Interval(JUDGE_EVERY_MS)
  tick(): Promise<void> {
    return this.turn.take(() => this.judge());
  }

  /** One judgement and what it changed, remembered together; safe to repeat, on any replica and at the same time. */
  async judge(): Promise<void> {
    const numbers = await this.numbers.read();
    const { externalServicesInUse: inUse, activeWindowMs } = this.config;
    const facts = healthFactsOf(numbers, { inUse, activeWindowMs }, numbers.readAt);
    await this.leadership.fenced(async (manager) => {
      const standing = await this.states.readToReplace(manager);
      const judged = judgeHealth(standing, facts, this.config.thresholds, numbers.readAt);
      if (judged === null) return;
      await this.states.replace(manager, judged.verdicts);
      await this.changes.append(judged.changes, manager);
    });
  }
}
