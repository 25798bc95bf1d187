import { createHash } from 'node:crypto';
import type { JsonObject } from '../json-object';
import type { VendorIncident, WitnessState } from '@watchroom/contracts';
import { MINUTE_MS } from '../../core/time';
import { addressIn, entriesOf, type FeedReader, objectOf, textIn, timeIn } from './feed-reader';

const STATES: Record<string, WitnessState> = {
  UP: 'fine',
  HASISSUES: 'trouble',
  UNDERMAINTENANCE: 'trouble',
};

const IMPACTS: Record<string, VendorIncident['impact']> = {
  MAJOROUTAGE: 'critical',
  PARTIALOUTAGE: 'major',
  MINOROUTAGE: 'minor',
  DEGRADEDPERFORMANCE: 'minor',
};

const MAINTENANCE_STATUSES: Record<string, string> = {
  NOTSTARTEDYET: 'scheduled',
  INPROGRESS: 'in_progress',
  COMPLETED: 'completed',
};

/** `/summary.json` of Instatus. Its entries have no id: their address, or their name and start, stands for it. */
export const readInstatus: FeedReader = (body) => {
  const status = textIn(objectOf(body.page)?.status);
  if (status === null) return null;
  const incidents = [
    ...entriesOf(body.activeIncidents).map(incidentOf),
    ...entriesOf(body.activeMaintenances).map(maintenanceOf),
  ].filter((incident) => incident !== null);
  const open = incidents.find(({ kind }) => kind === 'incident');
  const claimed = STATES[status] ?? 'unknown';
  return {
    incidents,
    claim: {
      state: claimed === 'trouble' && open?.impact === 'critical' ? 'down' : claimed,
      words: open === undefined ? status : `${status}: ${open.title}`,
    },
  };
};

function incidentOf(entry: JsonObject): VendorIncident | null {
  const title = textIn(entry.name);
  if (title === null) return null;
  return {
    id: idOf(entry, title, entry.started),
    kind: 'incident',
    title,
    impact: IMPACTS[textIn(entry.impact) ?? ''] ?? 'unknown',
    status: (textIn(entry.status) ?? 'unknown').toLowerCase(),
    started_at: timeIn(entry.started),
    resolved_at: null,
    scheduled_for: null,
    scheduled_until: null,
    url: addressIn(entry.url),
  };
}

function maintenanceOf(entry: JsonObject): VendorIncident | null {
  const title = textIn(entry.name);
  if (title === null) return null;
  const from = timeIn(entry.start);
  const minutes = Number(entry.duration);
  const until =
    from !== null && minutes > 0 ? new Date(Date.parse(from) + minutes * MINUTE_MS).toISOString() : null;
  return {
    id: idOf(entry, title, entry.start),
    kind: 'maintenance',
    title,
    impact: 'maintenance',
    status: MAINTENANCE_STATUSES[textIn(entry.status) ?? ''] ?? 'unknown',
    started_at: null,
    resolved_at: null,
    scheduled_for: from,
    scheduled_until: until,
    url: addressIn(entry.url),
  };
}

const idOf = (entry: JsonObject, title: string, start: unknown): string =>
  createHash('sha256')
    .update(addressIn(entry.url) ?? `${title} ${timeIn(start) ?? ''}`)
    .digest('hex')
    .slice(0, 24);
