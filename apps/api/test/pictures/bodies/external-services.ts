import {
  EXTERNAL_SERVICE_NAMES,
  type ExternalServiceDetail,
  type ExternalServiceInDepth,
  type ExternalServiceKey,
  type ExternalServicesStatus,
  type ProbeLatency,
  type ServiceDay,
  type ServiceHistory,
  type Witness,
  type WitnessState,
} from '@watchroom/contracts';
import { isSeen } from '../lived-days';
import { ago, DAY_MS, iso, MINUTE_MS, NOW_MS, SECOND_MS, today, unrest } from '../moment';

/** Host of each vendor's status page. */
const STATUS_PAGES: Record<ExternalServiceKey, string> = {
  daily_co: 'status.daily.co',
  livekit: 'status.livekit.io',
  beyond_presence: 'status.bey.dev',
};
const USUAL_MS: Record<ExternalServiceKey, number> = { daily_co: 143, livekit: 92, beyond_presence: 211 };
/** Seconds below full working order, by day of November. */
const TROUBLES: Record<ExternalServiceKey, Record<number, Partial<ServiceDay>>> = {
  daily_co: { 8: { degraded_seconds: 4_200 }, 17: { down_seconds: 1_260 } },
  livekit: { 11: { degraded_seconds: 900 }, 19: { down_seconds: 3_700 }, 23: { down_seconds: 1_800 } },
  beyond_presence: { 14: { degraded_seconds: 11_000 }, 15: { degraded_seconds: 2_000 } },
};
const DAYS = 90;
/** Of these 90 days: the installation is three weeks old. */
const UNSEEN_DAYS = 69;

export const witness = (state: WitnessState, detail: string, seconds: number): Witness => ({
  state,
  detail,
  as_of: ago(seconds),
});

export function detail(key: ExternalServiceKey): ExternalServiceDetail {
  const name = EXTERNAL_SERVICE_NAMES[key];
  const answered = `${name} answered in ${USUAL_MS[key]} ms.`;
  const feel =
    key === 'beyond_presence'
      ? witness(
          'fine',
          '0 of 38 avatars that ended in the last 15 minutes broke off (0 %; with 95 % certainty 0 % to 9.2 %, the limit is 15 %).',
          9,
        )
      : witness(
          'fine',
          '1 of 81 sessions that reported in the last 15 minutes are poor (1.2 %; with 95 % certainty 0.2 % to 6.7 %, the limit is 15 %).',
          6,
        );
  return {
    status: 'operational',
    reason: 'answered',
    detail: answered,
    latency_ms: USUAL_MS[key],
    checked_at: ago(11),
    since: key === 'livekit' ? today('11:40:31') : iso(NOW_MS - 4 * DAY_MS),
    turns_green: null,
    verdict: 'agreed_fine',
    verdict_detail: `The vendor, our probe and our sessions say that ${name} is fine; nobody contradicts.`,
    verdict_since: key === 'livekit' ? today('11:41:05') : iso(NOW_MS - 4 * DAY_MS),
    witnesses: {
      vendor_says: witness('fine', `${STATUS_PAGES[key]} says “All Systems Operational”.`, 22),
      probe_sees: witness('fine', answered, 11),
      sessions_feel: feel,
    },
    effect: null,
  };
}

function serviceHistory(key: ExternalServiceKey): ServiceHistory {
  const firstMs = Math.floor(NOW_MS / DAY_MS) * DAY_MS - (DAYS - 1) * DAY_MS;
  const days = Array.from({ length: DAYS }, (_, index) => day(key, firstMs + index * DAY_MS, index));
  return { days, uptime: { days: DAYS - UNSEEN_DAYS, lower: 0.9931, upper: 0.9968, unobserved: 0.0037 } };
}

function day(key: ExternalServiceKey, startMs: number, index: number): ServiceDay {
  const passed = Math.min(86_400, Math.floor((NOW_MS - startMs) / SECOND_MS));
  const shared = { day: iso(startMs).slice(0, 10), degraded_seconds: 0, down_seconds: 0 };
  if (index < UNSEEN_DAYS) return { ...shared, operational_seconds: 0, unobserved_seconds: passed };
  const unobserved_seconds = index === DAYS - 1 ? 3_300 : 0;
  const trouble = { ...shared, ...TROUBLES[key][new Date(startMs).getUTCDate()] };
  const good = passed - unobserved_seconds - trouble.degraded_seconds - trouble.down_seconds;
  return { ...trouble, operational_seconds: good, unobserved_seconds };
}

function latency(key: ExternalServiceKey): ProbeLatency[] {
  const stepMs = 10 * MINUTE_MS;
  const lastMs = Math.floor(NOW_MS / stepMs) * stepMs;
  return Array.from({ length: 144 }, (_, index) => {
    const startMs = lastMs - (143 - index) * stepMs;
    const start = iso(startMs);
    if (!isSeen(startMs)) return { start, answered: 0, failed: 0, p50_ms: null, max_ms: null };
    const isDown = key === 'livekit' && start >= today('11:10') && start < today('11:40');
    const usual = USUAL_MS[key] * (1 + 0.12 * unrest(key, startMs));
    const slowest = usual * (1.6 + 0.5 * unrest(key, 'max', startMs));
    return { start, answered: isDown ? 2 : 20, failed: isDown ? 18 : 0, p50_ms: usual, max_ms: slowest };
  });
}

export const externalServices = (
  changes: Partial<Record<ExternalServiceKey, Partial<ExternalServiceDetail>>> = {},
): ExternalServicesStatus => {
  const details = {
    daily_co: { ...detail('daily_co'), ...changes.daily_co },
    livekit: { ...detail('livekit'), ...changes.livekit },
    beyond_presence: { ...detail('beyond_presence'), ...changes.beyond_presence },
  };
  return {
    daily_co: details.daily_co.status,
    livekit: details.livekit.status,
    beyond_presence: details.beyond_presence.status,
    details,
    history: {
      daily_co: serviceHistory('daily_co'),
      livekit: serviceHistory('livekit'),
      beyond_presence: serviceHistory('beyond_presence'),
    },
  };
};

export const externalService = (key: ExternalServiceKey): ExternalServiceInDepth => ({
  service: key,
  ...detail(key),
  ...serviceHistory(key),
  as_of: ago(1),
  incidents: [
    {
      id: 'b1f2',
      kind: 'incident',
      title: 'Elevated connection errors in Europe',
      impact: 'major',
      status: 'resolved',
      started_at: today('11:14:00'),
      resolved_at: today('11:48:00'),
      scheduled_for: null,
      scheduled_until: null,
      url: `https://${STATUS_PAGES[key]}/incidents/b1f2`,
    },
    {
      id: 'a77c',
      kind: 'maintenance',
      title: 'Database upgrade of the control plane',
      impact: 'maintenance',
      status: 'scheduled',
      started_at: null,
      resolved_at: null,
      scheduled_for: '2026-11-25T03:00:00.000Z',
      scheduled_until: '2026-11-25T04:00:00.000Z',
      url: `https://${STATUS_PAGES[key]}/incidents/a77c`,
    },
  ],
  verdict_changes: [
    {
      at: today('11:41:05'),
      from: 'agreed_down',
      to: 'agreed_fine',
      detail: `The vendor, our probe and our sessions say that ${EXTERNAL_SERVICE_NAMES[key]} is fine; nobody contradicts.`,
    },
    {
      at: today('11:14:20'),
      from: 'undeclared_trouble',
      to: 'agreed_down',
      detail: `${EXTERNAL_SERVICE_NAMES[key]} declares it: ${STATUS_PAGES[key]} says “Partial System Outage”. Nothing to report; follow ${STATUS_PAGES[key]}.`,
    },
    {
      at: today('11:11:02'),
      from: 'agreed_fine',
      to: 'undeclared_trouble',
      detail: `Our probe: ${EXTERNAL_SERVICE_NAMES[key]} has not answered 3 probes in a row (HTTP 500). ${STATUS_PAGES[key]} tells of nothing: call its support.`,
    },
  ],
  latency: latency(key),
  active_count: { ours: 67, theirs: 66, at_least: false, asked_at: ago(24), drifting_since: null },
  webhooks: {
    last_received_at: ago(3),
    accepted: 18_204,
    refused: 0,
    vendor_state: null,
    detail: `Webhooks of ${EXTERNAL_SERVICE_NAMES[key]} arrive and are accepted.`,
  },
  certificate: { host: 'counselling.livekit.cloud', expires_at: '2027-01-19T12:00:00.000Z', days_left: 56 },
  stuck_sessions_closed: 2,
  bad_ends: [
    { reason: 'participant left: SIGNAL_CLOSE', times: 31, sessions: 28, newest_at: today('11:38:12') },
    { reason: 'agent job: JOB_FAILED', times: 4, sessions: 4, newest_at: today('14:02:57') },
  ],
  avatars_missing: key === 'beyond_presence' ? { rooms: 0, since: null } : null,
});
