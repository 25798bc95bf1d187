import { describe, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { eachTestHasAServer } from '../testing/each-test';
import type { FakeRemote } from '../testing/fake-remote';
import { ago, someCurrent, someDatabase, someOpenSessions } from '../testing/metrics';
import { openPage } from '../testing/open-page';

describe('tables of the dashboard', () => {
  let remote: FakeRemote;
  eachTestHasAServer((fresh) => (remote = fresh));
  const open = () => openPage('/admin/dashboard');
  const tile = (name: string) => within(screen.getByRole('region', { name }));

  it('counts stale sessions apart, by the age of their last sign of life', async () => {
    remote.answer(routes.currentMetrics, () =>
      someCurrent({ open_sessions: someOpenSessions(17, [3, 0, 1]) }),
    );
    open();
    const sessions = within(await screen.findByRole('region', { name: 'Active sessions' }));
    expect(
      await sessions.findByText('4 more open sessions without a sign of life, not counted'),
    ).toBeTruthy();
    const table = within(sessions.getByRole('table', { name: /Stale sessions/ }));
    expect(table.getAllByRole('row').map((row) => row.textContent)).toEqual([
      'Last sign of lifeSessions',
      '30 min to 2 h ago3',
      '6 h to 24 h ago1',
    ]);
  });

  it('tells active sessions by provider, each with the way to its page, and where nobody told it', async () => {
    open();
    await screen.findByText('Anxiety');
    const rows = tile('Sessions by provider').getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      'Daily.co15',
      'LiveKit1',
      'Beyond Presence0',
      'Not told1',
    ]);
    expect(rows.map((row) => row.querySelector('a')?.getAttribute('href') ?? null)).toEqual([
      '/admin/services/daily_co#sessions',
      '/admin/services/livekit#sessions',
      '/admin/services/beyond_presence#sessions',
      null,
    ]);
    expect(tile('Sessions by provider').getByText('17 active sessions, now')).toBeTruthy();
    expect(
      tile('Sessions by provider').getByRole('button', { name: /CSV.*Sessions by provider/ }),
    ).toBeTruthy();
  });

  it('shows the pool of each API process when there are several', async () => {
    const { wait_ms } = someDatabase();
    const one = { active: 1, idle: 2, size: 10, waiting: 0, timeouts: 0, wait_ms, reported_at: ago(1) };
    const few = { ...one.wait_ms, n: 12, too_few: true };
    remote.answer(routes.databaseMetrics, () =>
      someDatabase({
        replicas: [
          { ...one, replica: 'api-1' },
          { ...one, replica: 'api-2', timeouts: 3, wait_ms: few },
        ],
      }),
    );
    open();
    const table = within(await screen.findByRole('table', { name: 'Connections by API process' }));
    expect(table.getAllByRole('row').map((row) => row.textContent)).toEqual([
      'API processIn useWaiting1 in 20 waits overTime-outs',
      'api-11 / 1002.1 ms0',
      'api-21 / 1002.1 msn = 12: too few3',
    ]);
  });

  it('offers the error rates as a table', async () => {
    open();
    await screen.findByText(/Error rate by hour, last/);
    await userEvent.click(screen.getByRole('button', { name: 'Show as table: Error rate' }));
    const table = within(await screen.findByRole('table', { name: 'Error rate by hour' }));
    expect(table.getAllByRole('row')).toHaveLength(25);
  });
});
