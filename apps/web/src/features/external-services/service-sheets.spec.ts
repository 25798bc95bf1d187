import { expect, it } from '@jest/globals';
import type { VendorIncident } from '@watchroom/contracts';
import { csvOf } from '../../lib/csv';
import { ago, someServices } from '../../testing/metrics';
import { badEndsSheet, incidentsSheet, servicesSheet, verdictSheet } from './service-sheets';

const lines = (sheet: Parameters<typeof csvOf>[0]) => csvOf(sheet).slice(1).trimEnd().split('\r\n');

it('take incidents along in the words of the vendor, none of which a spreadsheet would run', () => {
  const incident: VendorIncident = {
    id: '1',
    kind: 'incident',
    title: '=HYPERLINK("https://example.org")',
    impact: 'major',
    status: 'investigating',
    started_at: ago(600),
    resolved_at: null,
    scheduled_for: null,
    scheduled_until: null,
    url: 'https://status.example.org/1',
  };
  expect(lines(incidentsSheet([incident]))).toEqual([
    'kind,title,impact,status,started_utc,resolved_utc,planned_from_utc,planned_to_utc,address',
    `incident,"'=HYPERLINK(""https://example.org"")",major,investigating,${ago(600)},,,,https://status.example.org/1`,
  ]);
});

it('take verdicts and bad ends along', () => {
  const change = { at: ago(60), from: null, to: 'blind', detail: 'Nobody can tell.' } as const;
  expect(lines(verdictSheet([change]))).toEqual(['at_utc,from,to,why', `${ago(60)},,blind,Nobody can tell.`]);
  const ends = { reason: 'JOIN_FAILURE', times: 3, sessions: 2, newest_at: ago(5) };
  expect(lines(badEndsSheet([ends]))).toEqual([
    'reason,times,sessions,newest_utc',
    `JOIN_FAILURE,3,2,${ago(5)}`,
  ]);
});

it('take the services along as they are now, in the order of the page', () => {
  const [head, ...rows] = lines(servicesSheet(someServices({ status: 'down', verdict: 'agreed_down' })));
  expect(head).toBe('service,status,since_utc,verdict,verdict_since_utc,latency_ms,probed_utc,detail');
  expect(rows.map((row) => row.split(',').slice(0, 2))).toEqual([
    ['daily_co', 'operational'],
    ['livekit', 'down'],
    ['beyond_presence', 'operational'],
  ]);
  expect(rows[1]).toContain(',agreed_down,');
});
