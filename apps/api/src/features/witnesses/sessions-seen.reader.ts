import { Injectable } from '@nestjs/common';
import { type AvatarsMissing, type ExternalServiceKey, SESSION_CARRIERS } from '@watchroom/contracts';
import { NOTHING_FELT, SESSIONS_WINDOW_MS, type SessionsSeen } from '../../core/witnesses/witness-facts';
import { ReconciliationRepository } from '../../storage/reconciliation/reconciliation.repository';
import { type Endings, ServiceEventRepository } from '../../storage/service-events/service-event.repository';
import {
  type ServiceQuality,
  ServiceQualityRepository,
} from '../../storage/service-quality/service-quality.repository';

interface SeenService {
  key: ExternalServiceKey;
  needs: readonly ExternalServiceKey[];
}

/** What our sessions tell of each service. */
@Injectable()
export class SessionsSeenReader {
  constructor(
    private readonly quality: ServiceQualityRepository,
    private readonly events: ServiceEventRepository,
    private readonly reconciliation: ReconciliationRepository,
  ) {}

  async read(services: readonly SeenService[], now: Date): Promise<Map<ExternalServiceKey, SessionsSeen>> {
    const from = new Date(now.getTime() - SESSIONS_WINDOW_MS);
    const quality = await this.quality.between(from, now);
    const endings = await this.events.endings(from, now);
    const seen = new Map<ExternalServiceKey, SessionsSeen>();
    for (const { key, needs } of services)
      seen.set(
        key,
        isCarrier(key)
          ? carried(key, quality, endings)
          : within(needs, endings, (await this.reconciliation.ofService(key, now)).avatarsMissing),
      );
    return seen;
  }
}

const isCarrier = (key: ExternalServiceKey): boolean =>
  (SESSION_CARRIERS as readonly ExternalServiceKey[]).includes(key);

/** Who carries sessions has their quality, and how the participations of people ended. */
const carried = (key: ExternalServiceKey, quality: ServiceQuality, endings: Endings[]): SessionsSeen => ({
  ...NOTHING_FELT,
  quality: quality.get(key) ?? NOTHING_FELT.quality,
  endings: together(endings.filter(({ service, ofAvatars }) => service === key && !ofAvatars)),
});

/** Avatars live in the rooms of others: how they ended there, and where they are missed, is all that is felt of them. */
const within = (
  hosts: readonly ExternalServiceKey[],
  endings: Endings[],
  avatarsMissing: AvatarsMissing | null,
): SessionsSeen => ({
  ...NOTHING_FELT,
  endings: together(endings.filter(({ service, ofAvatars }) => hosts.includes(service) && ofAvatars)),
  avatarsMissing,
});

const together = (endings: Endings[]): SessionsSeen['endings'] =>
  endings.reduce(
    (sum, { n, broken, newestAt }) => ({
      n: sum.n + n,
      bad: sum.bad + broken,
      newestAt: sum.newestAt !== null && sum.newestAt > newestAt ? sum.newestAt : newestAt,
    }),
    NOTHING_FELT.endings,
  );
