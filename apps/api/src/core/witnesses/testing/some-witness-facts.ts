import type { ExternalServiceStatus, StatusReason, WitnessState } from '@watchroom/contracts';
import type { ShareSeen } from '../share-evidence';
import type { VendorPage } from '../vendor-page';
import { NOTHING_FELT, type SessionsSeen, type WitnessFacts } from '../witness-facts';

export const NOW = new Date('2026-11-23T10:00:00Z');
export const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

export const pageSaying = (state: WitnessState, words = 'words of the vendor'): VendorPage => ({
  service: 'livekit',
  readAt: ago(30),
  triedAt: ago(30),
  fault: null,
  claim: { state, words },
  mark: null,
});

export const unreadablePage: VendorPage = {
  service: 'livekit',
  readAt: null,
  triedAt: ago(30),
  fault: 'HTTP 404',
  claim: null,
  mark: null,
};

export const probeSaying = (status: ExternalServiceStatus, reason: StatusReason) => ({
  status,
  reason,
  detail: `The probe found it ${reason}.`,
  checked_at: ago(10).toISOString(),
});

export const qualityOf = (bad: number, n: number): SessionsSeen => ({
  ...NOTHING_FELT,
  quality: { bad, n, newestAt: ago(5) },
});

export const endingsOf = ({ bad, n }: ShareSeen): SessionsSeen => ({
  ...NOTHING_FELT,
  endings: { bad, n, newestAt: ago(5) },
});

/** All three say fine. */
export const someWitnessFacts = (changes: Partial<WitnessFacts> = {}): WitnessFacts => ({
  key: 'livekit',
  probe: probeSaying('operational', 'answered'),
  answersAgain: false,
  page: pageSaying('fine', 'All Systems Operational'),
  statusUrl: 'https://status.livekit.io',
  sessions: qualityOf(2, 100),
  brokenNeeds: [],
  ...changes,
});
