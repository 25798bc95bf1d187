import type { AvatarsMissing, ExternalServiceDetail, ExternalServiceKey } from '@watchroom/contracts';
import type { ShareSeen } from './share-evidence';
import type { VendorPage } from './vendor-page';

/** What our sessions on one service tell of the last 15 minutes. `newestAt` null: nothing was told. */
export interface SessionsSeen {
  /** Sessions by their latest quality report; `bad` = poor. */
  quality: ShareSeen & { newestAt: Date | null };
  /** Participations that ended; `bad` = broken off by the service, not by the people. */
  endings: ShareSeen & { newestAt: Date | null };
  /** Rooms with a person and no avatar; null where avatars are not seen. */
  avatarsMissing: AvatarsMissing | null;
}

export const NOTHING_FELT: SessionsSeen = {
  quality: { bad: 0, n: 0, newestAt: null },
  endings: { bad: 0, n: 0, newestAt: null },
  avatarsMissing: null,
};

export const SESSIONS_WINDOW_MS = 15 * 60_000;

/** Everything that the verdict on one service is concluded from. */
export interface WitnessFacts {
  key: ExternalServiceKey;
  /** What the probes say, as of now. */
  probe: Pick<ExternalServiceDetail, 'status' | 'reason' | 'detail' | 'checked_at'>;
  /** The newest probe was answered, though the service counts as down until one more is. */
  answersAgain: boolean;
  page: VendorPage | null;
  /** Address of the vendor's status page. */
  statusUrl: string;
  sessions: SessionsSeen;
  /** Services that it cannot work without and that are down now. */
  brokenNeeds: readonly ExternalServiceKey[];
}
