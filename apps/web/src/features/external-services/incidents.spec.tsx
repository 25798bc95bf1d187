import { afterEach, describe, expect, it } from '@jest/globals';
import type { VendorIncident, VerdictChange } from '@watchroom/contracts';
import { cleanup, screen, within } from '@testing-library/react';
import { ago, NOON, someServiceInDepth } from '../../testing/metrics';
import { shown } from '../../testing/shown';
import { Incidents, VerdictChanges } from './incidents.view';

afterEach(cleanup);

const someIncident = (more: Partial<VendorIncident> = {}): VendorIncident => ({
  id: 'a',
  kind: 'incident',
  title: 'Calls drop in Europe',
  impact: 'major',
  status: 'investigating',
  started_at: ago(3600),
  resolved_at: null,
  scheduled_for: null,
  scheduled_until: null,
  url: null,
  ...more,
});
const read = {
  vendor_says: { state: 'fine', detail: 'Fine.', as_of: ago(20) },
  probe_sees: { state: 'fine', detail: 'Fine.', as_of: ago(20) },
  sessions_feel: { state: 'unknown', detail: 'No sessions.', as_of: null },
} as const;
const unread = { ...read, vendor_says: { state: 'unknown', detail: 'Not read.', as_of: null } } as const;
const items = (name: string) =>
  within(screen.getByRole('list', { name, hidden: true })).getAllByRole('listitem', { hidden: true });

describe('what the vendor declared', () => {
  const show = (incidents: VendorIncident[], witnesses: typeof read | typeof unread | null = read) =>
    shown(<Incidents service={someServiceInDepth({ incidents, witnesses })} now={NOON} />);

  it.each([
    ['read and empty', read, 'The vendor has declared nothing in the last 90 days.'],
    ['never read', unread, "The vendor's status page has not been read."],
    ['not asked for', null, "The vendor's status page has not been read."],
  ])('is not the same where the page was %s', async (_, witnesses, text) => {
    await show([], witnesses);
    expect(screen.getByText(text)).toBeTruthy();
    expect(screen.queryByRole('list')).toBeNull();
  });

  it('says how bad what goes on is, since when, and where the vendor tells more', async () => {
    await show([someIncident({ url: 'https://status.example/a' })]);
    const [item] = items('Incidents and maintenances, newest first');
    expect(item?.textContent).toBe('Major incident, investigatingCalls drop in Europesince 12:00');
    expect(item?.dataset.over).toBeUndefined();
    expect(item?.querySelector('[data-tone]')?.getAttribute('data-tone')).toBe('critical');
    const link = screen.getByRole('link', { name: 'Calls drop in Europe' });
    expect([link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]).toEqual([
      'https://status.example/a',
      '_blank',
      'noreferrer',
    ]);
  });

  it('is quiet about what is over', async () => {
    await show([someIncident({ resolved_at: ago(600) })]);
    const [item] = items('Incidents and maintenances, newest first');
    expect(item?.dataset.over).toBe('true');
    expect(item?.textContent).toMatch(/12:00 to 12:50$/);
    expect(item?.querySelector('[data-tone]')?.getAttribute('data-tone')).toBe('ok');
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('keeps apart an incident and a maintenance of the same number', async () => {
    await show([
      someIncident(),
      someIncident({ kind: 'maintenance', status: 'in_progress', scheduled_for: ago(-3600) }),
    ]);
    expect(items('Incidents and maintenances, newest first').map((item) => item.textContent)).toEqual([
      expect.stringContaining('Major incident'),
      expect.stringMatching(/^Maintenance, in progress.*planned for 14:00$/),
    ]);
  });

  const many = (count: number) =>
    Array.from({ length: count }, (_, nth) => someIncident({ id: `${nth}`, title: `The ${nth}th` }));

  it('shows four at once, and says how many are older', async () => {
    await show(many(6));
    const titles = (name: string) => items(name).map((item) => /The \dth/.exec(item.textContent ?? '')?.[0]);
    expect(titles('Incidents and maintenances, newest first')).toEqual([0, 1, 2, 3].map((n) => `The ${n}th`));
    expect(titles('Incidents and maintenances, older')).toEqual(['The 4th', 'The 5th']);
    expect(screen.getByText('Show 2 older')).toBeTruthy();
  });

  it('hides nothing where four is all there is', async () => {
    await show(many(4));
    expect(items('Incidents and maintenances, newest first')).toHaveLength(4);
    expect(screen.queryByText(/older/)).toBeNull();
  });
});

describe('how the verdict changed', () => {
  const change = (more: Partial<VerdictChange> = {}): VerdictChange => ({
    at: ago(600),
    from: 'agreed_fine',
    to: 'media_trouble',
    detail: 'Report it to LiveKit.',
    ...more,
  });

  it('is told with what it was before, and why', async () => {
    await shown(
      <VerdictChanges
        service={someServiceInDepth({
          verdict_changes: [change(), change({ at: ago(1200), from: null, to: 'agreed_fine' })],
        })}
        now={NOON}
      />,
    );
    expect(items('Changes of the verdict, newest first').map((item) => item.textContent)).toEqual([
      'Media in troubleReport it to LiveKit.12:50, before: fine by all who can tell',
      'Fine by all who can tellReport it to LiveKit.12:40',
    ]);
  });

  it('is not on record where it never did', async () => {
    await shown(<VerdictChanges service={someServiceInDepth({ verdict_changes: [] })} now={NOON} />);
    expect(screen.getByText('No change of the verdict is on record.')).toBeTruthy();
  });
});
