import { afterEach, describe, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { REFETCH_MS } from '../lib/cadence';
import { refreshPace } from '../lib/refresh-pace';
import { eachTestHasAServer } from '../testing/each-test';
import type { FakeRemote } from '../testing/fake-remote';
import { ago, someCurrent } from '../testing/metrics';
import { comeBackToTab, openPage } from '../testing/open-page';

describe('the refresh control', () => {
  let remote: FakeRemote;
  eachTestHasAServer((fresh) => (remote = fresh));
  afterEach(() => refreshPace.choose(REFETCH_MS));
  const user = userEvent.setup({ delay: null });
  const control = () => within(screen.getByRole('group', { name: 'Refresh' }));
  const asked = (path: string = routes.sessionMetrics) =>
    remote.seen.filter((request) => request.path === path).length;
  const open = async () => {
    openPage('/admin/dashboard');
    await screen.findByText('17');
    await screen.findByText('Anxiety');
  };

  it('says how often the page asks where the browser has no stream', async () => {
    await open();
    expect(control().getByText('Every 30 s')).toBeTruthy();
    await user.selectOptions(control().getByRole('combobox', { name: 'Refresh every' }), '5 min');
    expect(control().getByText('Every 5 min')).toBeTruthy();
  });

  it('holds every figure while it is paused, also when the reader comes back, and catches up afterwards', async () => {
    await open();
    const before = asked();
    await user.click(control().getByRole('button', { name: 'Pause' }));
    expect(await screen.findByText(/^This page is paused: its figures are \d+ seconds? old\.$/)).toBeTruthy();
    comeBackToTab();
    remote.answer(routes.currentMetrics, () => someCurrent({ active_sessions_count: 18 }));
    expect(screen.getByText('17')).toBeTruthy();
    expect(asked()).toBe(before);
    await user.click(control().getByRole('button', { name: 'Resume' }));
    const sessions = within(screen.getByRole('region', { name: 'Active sessions' }));
    expect(await sessions.findByText('18')).toBeTruthy();
    expect(asked()).toBeGreaterThan(before);
    expect(screen.queryByText(/This page is paused/)).toBeNull();
  });

  it('asks when it is told to, also while the page does not refresh itself', async () => {
    await open();
    await user.selectOptions(control().getByRole('combobox', { name: 'Refresh every' }), 'Off');
    expect(control().getByText('Off', { selector: 'span' })).toBeTruthy();
    expect(control().getByRole<HTMLButtonElement>('button', { name: 'Pause' }).disabled).toBe(true);
    const before = asked();
    await user.click(control().getByRole('button', { name: 'Refresh now' }));
    await waitFor(() => expect(asked()).toBe(before + 1));
  });

  it('greys figures older than two refreshes at the chosen pace', async () => {
    refreshPace.choose(10_000);
    remote.answer(routes.currentMetrics, () => someCurrent({ as_of: ago(25, Date.now()) }));
    await open();
    expect(screen.getByRole('region', { name: 'Active sessions' }).dataset.state).toBe('stale');
    await user.selectOptions(control().getByRole('combobox', { name: 'Refresh every' }), '30 s');
    await waitFor(() =>
      expect(screen.getByRole('region', { name: 'Active sessions' }).dataset.state).toBe('value'),
    );
  });

  it('says without a false alarm that figures are old because the page was paused', async () => {
    remote.answer(routes.currentMetrics, () => someCurrent({ as_of: ago(90, Date.now()) }));
    await open();
    expect(screen.getByText(/its figures stand still/)).toBeTruthy();
    await user.click(control().getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(screen.queryByText(/its figures stand still/)).toBeNull());
    expect(screen.getByRole('region', { name: 'System health' }).dataset.state).toBe('stale');
  });
});
