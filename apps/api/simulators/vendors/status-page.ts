import { createHash } from 'node:crypto';
import type { Answer } from './stand-in';

type Indicator = 'none' | 'minor' | 'major' | 'critical';

/** What the vendor claims of itself; independent of how it behaves. */
export interface Claim {
  indicator: Indicator;
  /** Name of the incident; none when the indicator is `none`. */
  incident: string | null;
}

const DESCRIPTIONS: Record<Indicator, string> = {
  none: 'All Systems Operational',
  minor: 'Minor Service Outage',
  major: 'Partial System Outage',
  critical: 'Major Service Outage',
};

const COMPONENT: Record<Indicator, string> = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
};

/** A status page with the public feed of Atlassian Statuspage, version 2. */
export class StatusPage {
  private claim: Claim = { indicator: 'none', incident: null };
  private updatedAt = new Date();
  private declared = 0;

  constructor(
    private readonly name: string,
    private readonly components: string[],
  ) {}

  declare(indicator: Indicator, incident: string | null = null): void {
    this.claim = { indicator, incident };
    this.declared++;
    this.updatedAt = new Date();
  }

  /** The answer to a path of the feed, 304 to whoever has it already; null when the path is not part of it. */
  answer(path: string, origin: string, known?: string): Answer | null {
    if (path === '/api/v2/status.json') return unlessKnown(this.status(origin), known);
    if (path === '/api/v2/summary.json') return unlessKnown(this.summary(origin), known);
    return null;
  }

  private status(origin: string) {
    const id = this.name.toLowerCase().replaceAll(/[^a-z]/g, '');
    const { indicator } = this.claim;
    return {
      page: {
        id,
        name: this.name,
        url: origin,
        time_zone: 'Etc/UTC',
        updated_at: this.updatedAt.toISOString(),
      },
      status: { indicator, description: DESCRIPTIONS[indicator] },
    };
  }

  private summary(origin: string) {
    const { indicator, incident } = this.claim;
    const at = this.updatedAt.toISOString();
    const components = this.components.map((name, index) => ({
      id: `component${index}`,
      name,
      status: index === 0 ? COMPONENT[indicator] : 'operational',
      updated_at: at,
    }));
    const open = {
      id: `incident${this.declared}`,
      name: incident,
      status: 'investigating',
      impact: indicator,
      created_at: at,
      updated_at: at,
      shortlink: `${origin}/incidents/incident${this.declared}`,
      incident_updates: [{ id: 'update0', status: 'investigating', body: incident, created_at: at }],
    };
    return {
      ...this.status(origin),
      components,
      incidents: incident === null ? [] : [open],
      scheduled_maintenances: [],
    };
  }
}

function unlessKnown(body: object, known: string | undefined): Answer {
  const etag = `W/"${createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16)}"`;
  return known === etag ? { status: 304, headers: { etag } } : { status: 200, body, headers: { etag } };
}
