import { randomUUID } from 'node:crypto';
import type { ExternalServiceKey, QualityLevel } from '@watchroom/contracts';
import type { HandSetClock } from '../external-services/probing-room';
import type { WitnessRoom } from './witness-room';

/** What happens to one room while its clock is set by hand. */
export class WitnessPlay {
  constructor(
    private readonly room: WitnessRoom,
    private readonly clock: HandSetClock,
  ) {}

  /** Half a minute later: everybody is asked, and the verdicts are concluded. */
  async hear(times = 1): Promise<void> {
    for (let n = 0; n < times; n++) {
      this.clock.advance(30_000);
      await this.room.probes.run(never());
      if (n % 2 === 0) await this.room.statusPages.run(never());
      await this.room.sampler.tick();
      await this.room.evaluator.conclude();
    }
  }

  /** `n` open sessions that have just reported. */
  async report(n: number, level: QualityLevel, provider: ExternalServiceKey = 'livekit'): Promise<void> {
    const at = this.clock.now();
    await this.room.sessions.merge(
      Array.from({ length: n }, () => ({
        sessionId: randomUUID(),
        category: 'Anxiety',
        provider,
        startTime: at,
        endTime: null,
        lastSeenAt: at,
        quality: { level, at },
      })),
    );
  }

  /** `n` participations in LiveKit that have just ended. */
  async end(n: number, role: 'person' | 'avatar', badEnd: string | null): Promise<void> {
    const at = this.clock.now();
    await this.room.events.store(
      Array.from({ length: n }, () => ({
        service: 'livekit' as const,
        id: randomUUID(),
        kind: 'left' as const,
        at,
        meeting: 'RM_one',
        room: 'room',
        mark: { sessionId: null, category: null },
        participant: randomUUID(),
        role,
        quality: null,
        badEnd,
      })),
      at,
    );
  }
}

const never = () => new AbortController().signal;
