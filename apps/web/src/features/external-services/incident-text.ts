import type { VendorIncident } from '@watchroom/contracts';
import { capital, formatTime } from '../../lib/format';
import type { Tone } from '../../lib/tone';
import { TONE_OF_IMPACT } from './service-words';

export interface IncidentView {
  key: string;
  title: string;
  tone: Tone;
  word: string;
  times: string;
  url: string | null;
  isOver: boolean;
}

export const incidentView = (incident: VendorIncident, nowMs: number): IncidentView => {
  const isOver = incident.resolved_at !== null;
  return {
    key: `${incident.kind} ${incident.id}`,
    title: incident.title,
    tone: isOver ? 'ok' : TONE_OF_IMPACT[incident.impact],
    word: wordOf(incident),
    times: timesOf(incident, nowMs),
    url: incident.url,
    isOver,
  };
};

/** "Major incident, investigating" */
function wordOf({ kind, impact, status }: VendorIncident): string {
  const told = status.replaceAll('_', ' ');
  if (kind === 'maintenance') return `Maintenance, ${told}`;
  return impact === 'none' || impact === 'unknown'
    ? `Incident, ${told}`
    : `${capital(impact)} incident, ${told}`;
}

function timesOf(
  { kind, started_at, resolved_at, scheduled_for, scheduled_until }: VendorIncident,
  nowMs: number,
) {
  const time = (at: string | null) => (at === null ? 'not told' : formatTime(Date.parse(at), nowMs));
  if (kind === 'maintenance' && scheduled_for !== null)
    return scheduled_until === null
      ? `planned for ${time(scheduled_for)}`
      : `planned for ${time(scheduled_for)} to ${time(scheduled_until)}`;
  return resolved_at === null ? `since ${time(started_at)}` : `${time(started_at)} to ${time(resolved_at)}`;
}
