import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { countsByNeed } from '../../core/sessions/open-sessions';
import { minuteOf } from '../../core/time';
import { Clock } from '../../platform/clock/clock';
import { AppConfig } from '../../platform/config/config';
import { BackgroundWork } from '../../platform/lease/background-work';
import { Leadership } from '../../platform/lease/leadership';
import {
  type SessionMinute,
  SessionMinuteRepository,
} from '../../storage/session-minutes/session-minute.repository';
import { SessionRepository } from '../../storage/sessions/session.repository';

/** Several times a minute, so that a tick that fails or comes late loses no minute. */
const LOOK_EVERY_MS = 10_000;

/** Counts the open sessions once in every minute. A minute that was missed stays unobserved. */
@Injectable()
export class SessionMinuteSampler {
  private readonly work: BackgroundWork;
  private sampledMs: number | null = null;

  constructor(
    private readonly sessions: SessionRepository,
    private readonly minutes: SessionMinuteRepository,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, new Logger(SessionMinuteSampler.name), 1);
  }

  @Interval(LOOK_EVERY_MS)
  async tick(): Promise<void> {
    const minuteMs = minuteOf(this.clock.now().getTime());
    if (minuteMs === this.sampledMs) return;
    await this.work.run(async (manager) => {
      const sample = await this.sample();
      await this.minutes.replace([sample], manager);
      this.sampledMs = sample.minute.getTime();
      return 1;
    });
  }

  private async sample(): Promise<SessionMinute> {
    const sampledAt = this.clock.now();
    const counted = await this.sessions.activity(sampledAt, this.config.activeWindowMs);
    const { counts } = await this.sessions.recentQuality(sampledAt);
    return {
      minute: new Date(minuteOf(sampledAt.getTime())),
      active: counted.active,
      stale: counted.stale,
      quality: counts,
      byProvider: countsByNeed(counted),
      sampledAt,
    };
  }
}
