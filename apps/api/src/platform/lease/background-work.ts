import { setTimeout } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isDatabaseAway } from '../database/database-away';
import { type Leadership, LeaseLost } from './leadership';

type Step = (manager: EntityManager) => Promise<number>;

/** Work of the leading replica in bounded steps, each a transaction of its own; one run at a time. */
export class BackgroundWork {
  private running = false;

  constructor(
    private readonly leadership: Leadership,
    private readonly log: Logger,
    private readonly mostSteps: number,
    /** Rest in ms after a step that took so many: what is asked by people has its turn. */
    private readonly restAfter: (workedMs: number) => number = () => 0,
  ) {}

  /** Steps until one of them finds nothing to do. Never rejects: what is left is done at the next run. */
  async run(step: Step): Promise<void> {
    if (this.running || !this.leadership.isLeader) return;
    this.running = true;
    try {
      for (let left = this.mostSteps; left > 0; left--) if ((await this.stepAndRest(step)) === 0) break;
    } catch (error) {
      if (error instanceof LeaseLost) return;
      if (isDatabaseAway(error)) this.log.warn('The database does not answer; trying again at the next tick');
      else this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    } finally {
      this.running = false;
    }
  }

  /** Steps that take at most `most` each, until one of them takes fewer. Otherwise as `run`. */
  runInPortions(most: number, step: Step): Promise<void> {
    return this.run(async (manager) => {
      const taken = await step(manager);
      return taken < most ? 0 : taken;
    });
  }

  private async stepAndRest(step: Step): Promise<number> {
    const startedAt = performance.now();
    const done = await this.leadership.fenced(step);
    const restMs = this.restAfter(performance.now() - startedAt);
    if (done > 0 && restMs > 0) await setTimeout(restMs, undefined, { ref: false });
    return done;
  }
}
