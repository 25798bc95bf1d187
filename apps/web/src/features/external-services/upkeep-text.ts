import type {
  ActiveCount,
  CertificateExpiry,
  ExternalServiceInDepth,
  WebhookFreshness,
} from '@watchroom/contracts';
import { capital, counted, formatCount, formatSpan, formatTime } from '../../lib/format';
import { localTimes } from '../../lib/local-times';
import { ageOf } from '../../lib/tile-state';
import type { Tone } from '../../lib/tone';

/** A fact in words with its tone; null tone: nothing to judge. */
export interface Upkeep {
  tone: Tone | null;
  word: string;
  detail: string;
}

const SOON_DAYS = 21;
const VERY_SOON_DAYS = 7;

/** Our count of active sessions beside the vendor's. */
export function countUpkeep(count: ActiveCount | null, nowMs: number): Upkeep {
  if (count === null)
    return {
      tone: null,
      word: 'Not compared',
      detail: 'The vendor has not been asked for its count of sessions yet.',
    };
  const asked = `asked ${ago(count.asked_at, nowMs)}`;
  if (count.theirs === null)
    return {
      tone: 'unknown',
      word: 'Not comparable',
      detail: `${formatCount(count.ours)} here; the vendor could not be asked (${asked}).`,
    };
  const theirs = `${count.at_least ? 'at least ' : ''}${formatCount(count.theirs)}`;
  const both = `${formatCount(count.ours)} active here, ${theirs} there, ${asked}.`;
  if (count.drifting_since === null)
    return count.ours === count.theirs
      ? { tone: 'ok', word: 'Counts agree', detail: both }
      : { tone: null, word: 'No lasting difference', detail: both };
  const since = formatTime(Date.parse(count.drifting_since), nowMs);
  return {
    tone: 'warning',
    word: 'Counts drift apart',
    detail: `${both} They have differed since ${since}.`,
  };
}

export function webhookUpkeep(webhooks: WebhookFreshness, nowMs: number): Upkeep {
  const { last_received_at, accepted, refused, vendor_state } = webhooks;
  const heard = last_received_at === null ? 'none yet' : `last one ${ago(last_received_at, nowMs)}`;
  const vendor =
    vendor_state === null
      ? ''
      : ` The vendor says that it ${vendor_state.active ? 'sends' : 'does not send'}${failures(vendor_state.failed_count)} (asked ${ago(vendor_state.checked_at, nowMs)}).`;
  return {
    tone: toneOfWebhooks(webhooks),
    word: capital(heard),
    detail: `${localTimes(webhooks.detail, nowMs)} Last 24 hours: ${formatCount(accepted)} accepted, ${formatCount(refused)} refused.${vendor}`,
  };
}

/** Who never sent anything, and was never told to, has not stopped. */
function toneOfWebhooks({ last_received_at, vendor_state }: WebhookFreshness): Tone | null {
  const wasUsed = last_received_at !== null || (vendor_state?.failed_count ?? 0) > 0;
  if (!wasUsed) return null;
  return vendor_state?.active === false ? 'warning' : 'ok';
}

const failures = (count: number | null): string =>
  count === null || count === 0 ? '' : ` after ${counted(count, 'failure')}`;

export function certificateUpkeep(certificate: CertificateExpiry | null): Upkeep {
  if (certificate === null)
    return { tone: null, word: 'Not seen', detail: 'No certificate of this service has been seen yet.' };
  const { host, expires_at, days_left } = certificate;
  const day = expires_at.slice(0, 10);
  if (days_left < 0)
    return { tone: 'critical', word: 'Expired', detail: `The certificate of ${host} expired on ${day}.` };
  const tone = days_left <= VERY_SOON_DAYS ? 'critical' : days_left <= SOON_DAYS ? 'warning' : 'ok';
  return {
    tone,
    word: `${counted(days_left, 'day')} left`,
    detail: `The certificate of ${host} is valid until ${day}.`,
  };
}

/** What was put right, and what is missing, in the rooms; null where there is nothing to say. */
export function roomNotes(service: ExternalServiceInDepth, nowMs: number): string[] {
  const { stuck_sessions_closed: stuck, avatars_missing: missing } = service;
  const closed =
    stuck === 0
      ? []
      : [`${counted(stuck, 'session')} open here and gone there, closed in the last 24 hours.`];
  const avatars =
    missing === null || missing.since === null
      ? []
      : [
          `${counted(missing.rooms, 'room')} with a person and no avatar since ${formatTime(Date.parse(missing.since), nowMs)}.`,
        ];
  return [...closed, ...avatars];
}

function ago(at: string, nowMs: number): string {
  const age = ageOf(at, nowMs);
  return age === null ? 'at an unknown time' : `${formatSpan(age)} ago`;
}
