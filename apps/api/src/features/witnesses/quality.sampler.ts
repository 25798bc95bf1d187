import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { SESSION_CARRIERS } from '@watchroom/contracts';
import { HOUR_MS, minuteOf } from '../../core/time';
import { Clock } from '../../platform/clock/clock';
import { BackgroundWork } from '../../platform/lease/background-work';
import { Leadership } from '../../platform/lease/leadership';
import { ServiceQualityRepository } from '../../storage/service-quality/service-quality.repository';

/** Several times a minute, so that a tick that fails or comes late loses no minute. */
const LOOK_EVERY_MS = 10_000;

/**
 * Keeps once a minute how the sessions of each carrier were in the hour before: a session only knows its latest
 * report, so that nobody could tell later how it was before an incident began.
 */
@Injectable()
export class QualitySampler {
  private readonly work: BackgroundWork;
  private sampledMs: number | null = null;

  constructor(
    private readonly quality: ServiceQualityRepository,
    private readonly clock: Clock,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, new Logger(QualitySampler.name), 1);
  }

  @Interval(LOOK_EVERY_MS)
  async tick(): Promise<void> {
    const now = this.clock.now();
    const minuteMs = minuteOf(now.getTime());
    if (minuteMs === this.sampledMs) return;
    await this.work.run(async (manager) => {
      const quality = await this.quality.between(new Date(now.getTime() - HOUR_MS), now);
      await this.quality.keep(new Date(minuteMs), SESSION_CARRIERS, quality, manager);
      this.sampledMs = minuteMs;
      return 1;
    });
  }
}
