import {
  type EventKind,
  type ExternalServiceStatus,
  type MonitoringEvent,
  routes,
  type StatusReason,
  type SystemHealth,
  type ThresholdCrossing,
  type WitnessVerdict,
} from '@watchroom/contracts';
import { minuteOfDay, percent } from '../health/health-words';
import {
  isService,
  REASON_WORDS,
  STATUS_HEALTH,
  subjectName,
  VERDICT_HEALTH,
  VERDICT_SENTENCES,
} from './event-words';
import type { RecordedEvent } from './recorded-event';

type JudgedHour = ThresholdCrossing['to'];
const HOUR_HEALTH: Record<JudgedHour, SystemHealth> = {
  ok: 'healthy',
  warning: 'degraded',
  critical: 'critical',
};
const HOUR_SIDES: Record<JudgedHour, string> = {
  ok: 'under the warning limit again',
  warning: 'above the warning limit',
  critical: 'above the critical limit',
};

/** A recorded change in words, with how bad its subject is from then on and the page to look at. */
export function describeEvent(event: RecordedEvent): MonitoringEvent {
  const { at, id, kind, subject, from, to } = event;
  const sentence = SENTENCES[kind](event);
  const health = healthOfWord(kind, to) ?? 'unknown';
  return { id, at: at.toISOString(), kind, subject, from, to, health, sentence, href: hrefOf(event) };
}

type HealthWords = Record<SystemHealth, string>;

const PLAIN_WORDS: HealthWords = {
  healthy: 'fine',
  degraded: 'degraded',
  critical: 'critical',
  unknown: 'not known',
};
const SYSTEM_WORDS: HealthWords = { ...PLAIN_WORDS, healthy: 'healthy' };
const LIMIT_WORDS: HealthWords = {
  ...PLAIN_WORDS,
  healthy: 'under its limits',
  degraded: 'above its warning limit',
  critical: 'above its critical limit',
};

function ofHealth({ subject, from, to, told }: RecordedEvent, words: HealthWords): string {
  const name = subjectName(subject);
  const verb = name.endsWith('s') ? 'are' : 'is';
  if (!isHealth(to)) return `${name} ${verb} judged no more.`;
  const wasWorse = from === 'degraded' || from === 'critical';
  const again = to === 'healthy' && wasWorse ? ' again' : '';
  const why = told.detail ? `: ${firstSentence(told.detail)}` : '.';
  return `${name} ${verb} ${words[to]}${again}${why}`;
}

/** What goes on behind it stands on the page that the event leads to. */
const firstSentence = (text: string): string => text.split(/(?<=\.)\s+(?=\p{Lu})/u)[0] ?? text;

const isHealth = (word: string | null): word is SystemHealth => word !== null && word in PLAIN_WORDS;

function ofStatus({ subject, from, to, told }: RecordedEvent): string {
  const again = to === 'operational' && from !== null ? ' again' : '';
  const words = REASON_WORDS[told.reason as StatusReason] ?? `is ${to ?? 'not known'}`;
  return `${subjectName(subject)} ${words}${again}.`;
}

/** What an hour was is known once it is over. */
function ofHour({ from, to, told }: RecordedEvent): string {
  const [requests, errors] = [Number(told.requests), Number(told.errors)];
  const begins = minuteOfDay(new Date(told.start ?? ''));
  const again = from === 'critical' && to === 'warning' ? ' only' : '';
  const side = HOUR_SIDES[to as JudgedHour];
  return `In the hour from ${begins} ${percent(errors / requests)} of the requests failed: ${side}${again}.`;
}

const ofVerdict = ({ subject, to }: RecordedEvent): string =>
  VERDICT_SENTENCES[to as WitnessVerdict]?.(subjectName(subject)) ?? `${subjectName(subject)}: ${to}.`;

function ofVendorIncident({ subject, to, told }: RecordedEvent): string {
  const name = subjectName(subject);
  const isMaintenance = told.incident_kind === 'maintenance';
  const what = `${isMaintenance ? 'maintenance' : 'incident'} “${told.title ?? ''}”`;
  if (to === 'ended') return `${name} tells that its ${what} is over.`;
  return isMaintenance ? `${name} has begun its ${what}.` : `${name} declares the ${what}.`;
}

function ofWebhooks({ subject, from, to, told }: RecordedEvent): string {
  const name = subjectName(subject);
  const isFirst = from === null;
  if (to === 'silent') return `No webhook of ${name} has come for ${told.hours} hours.`;
  if (to === 'heard') return `Webhooks of ${name} come again.`;
  if (to === 'sent') return `${name} sends its webhooks${isFirst ? '' : ' again'}.`;
  return `${name} sends no webhooks here${isFirst ? '' : ' any more'}: switch them on there.`;
}

const SENTENCES: Record<EventKind, (event: RecordedEvent) => string> = {
  health: (event) => ofHealth(event, SYSTEM_WORDS),
  limit: (event) => ofHealth(event, LIMIT_WORDS),
  error_hour: ofHour,
  database: (event) => ofHealth(event, { ...PLAIN_WORDS, healthy: 'reachable', critical: 'unreachable' }),
  pool: (event) => ofHealth(event, { ...PLAIN_WORDS, critical: 'in trouble', degraded: 'under strain' }),
  source: (event) => ofHealth(event, { ...PLAIN_WORDS, degraded: 'incomplete' }),
  certificate: (event) => ofHealth(event, { ...PLAIN_WORDS, degraded: 'close to their end' }),
  service_status: ofStatus,
  verdict: ofVerdict,
  vendor_incident: ofVendorIncident,
  webhooks: ofWebhooks,
};

/** How bad a subject is of which this word is said, as `from` or `to` of its kind; null where nothing is. */
export function healthOfWord(kind: EventKind, word: string | null): SystemHealth | null {
  if (word === null) return null;
  if (kind === 'service_status') return STATUS_HEALTH[word as ExternalServiceStatus] ?? 'unknown';
  if (kind === 'verdict') return VERDICT_HEALTH[word as WitnessVerdict] ?? 'unknown';
  if (kind === 'error_hour') return HOUR_HEALTH[word as JudgedHour] ?? 'unknown';
  if (kind === 'vendor_incident') return word === 'begun' ? 'degraded' : 'healthy';
  if (kind === 'webhooks') return word === 'silent' || word === 'not_sent' ? 'degraded' : 'healthy';
  return isHealth(word) ? word : 'unknown';
}

/** Places on the dashboard are called after their tiles. */
const TILE: Partial<Record<EventKind, string>> = {
  health: 'system-health',
  database: 'database-pool',
  pool: 'database-pool',
};
const LIMIT_TILE: Record<string, string> = {
  error_rate: 'error-rate',
  response_time_p95: 'api-response-time',
};

function hrefOf({ kind, subject, told }: RecordedEvent): string {
  if (kind === 'error_hour') return `${routes.errorsPage}/${told.start}`;
  if (isService(subject)) return `${routes.servicePage}/${subject}`;
  const tile = TILE[kind] ?? LIMIT_TILE[subject] ?? 'system-health';
  return `${routes.dashboardPage}#${tile}`;
}
