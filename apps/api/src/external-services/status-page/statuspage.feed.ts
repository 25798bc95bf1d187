import type { VendorIncident, WitnessState } from '@watchroom/contracts';
import type { JsonObject } from '../json-object';
import { addressIn, entriesOf, type FeedReader, objectOf, textIn, timeIn } from './feed-reader';

const STATES: Record<string, WitnessState> = {
  none: 'fine',
  minor: 'trouble',
  major: 'trouble',
  critical: 'down',
  maintenance: 'trouble',
};

const IMPACTS: readonly VendorIncident['impact'][] = ['none', 'minor', 'major', 'critical', 'maintenance'];

/** A maintenance with one of these has begun; an incident with one of those is over. */
const BEGUN = new Set(['in_progress', 'verifying']);
const OVER = new Set(['resolved', 'postmortem']);

/** `/api/v2/summary.json` of Atlassian Statuspage, and of products that have copied it. */
export const readStatuspage: FeedReader = (body) => {
  const status = objectOf(body.status);
  const indicator = textIn(status?.indicator);
  if (objectOf(body.page) === null || indicator === null) return null;
  const incidents = [
    ...entriesOf(body.incidents).map((entry) => incidentOf(entry, 'incident')),
    ...entriesOf(body.scheduled_maintenances).map((entry) => incidentOf(entry, 'maintenance')),
  ].filter((incident) => incident !== null);
  const open = incidents.find(isOpen);
  const claimed = STATES[indicator] ?? 'unknown';
  const description = textIn(status?.description) ?? indicator;
  return {
    incidents,
    claim: {
      state: claimed === 'fine' && open?.kind === 'maintenance' ? 'trouble' : claimed,
      words: open === undefined ? description : `${description}: ${open.title}`,
    },
  };
};

const isOpen = ({ kind, status, resolved_at }: VendorIncident): boolean =>
  resolved_at === null && (kind === 'incident' ? !OVER.has(status) : BEGUN.has(status));

function incidentOf(entry: JsonObject, kind: VendorIncident['kind']): VendorIncident | null {
  const id = textIn(entry.id);
  const title = textIn(entry.name);
  if (id === null || title === null) return null;
  return {
    id,
    kind,
    title,
    impact: IMPACTS.find((impact) => impact === entry.impact) ?? 'unknown',
    status: textIn(entry.status) ?? 'unknown',
    started_at: timeIn(entry.started_at) ?? (kind === 'incident' ? timeIn(entry.created_at) : null),
    resolved_at: timeIn(entry.resolved_at),
    scheduled_for: timeIn(entry.scheduled_for),
    scheduled_until: timeIn(entry.scheduled_until),
    url: addressIn(entry.shortlink),
  };
}
