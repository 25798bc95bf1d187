import { describe, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { eachTestHasAServer } from '../testing/each-test';
import type { FakeRemote } from '../testing/fake-remote';
import { ADA, openPage, type OpenPage } from '../testing/open-page';

describe('sign-in page', () => {
  let remote: FakeRemote;
  let page: OpenPage;
  eachTestHasAServer((fresh) => (remote = fresh));
  const open = (address: string) => (page = openPage(address));

  // Without pauses between keys: what is tested is the form, not the typist.
  const user = userEvent.setup({ delay: null });

  async function signIn(email = 'ada@example.org', password = 'correct horse') {
    await user.type(await screen.findByLabelText('Email'), email);
    await user.type(screen.getByLabelText('Password'), password);
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
  }

  it('leads to the dashboard, and sends the email without blanks around it', async () => {
    remote.answer(routes.login, ADA, 'POST');
    open('/admin/login');
    await signIn(' ada@example.org ');
    expect(await screen.findByRole('heading', { level: 1, name: 'Dashboard' })).toBeTruthy();
    expect(remote.seen.find(({ path }) => path === routes.login)?.body).toEqual({
      email: 'ada@example.org',
      password: 'correct horse',
    });
  });

  it('sends a visitor who is not signed in here, and back to where they wanted to go', async () => {
    remote.refuse(routes.me, 401, 'Sign in first.').answer(routes.login, ADA, 'POST');
    open('/admin/dashboard?wall=1');
    await screen.findByRole('heading', { level: 1, name: 'Sign in' });
    expect(page.path()).toBe('/admin/login');
    remote.answer(routes.me, ADA);
    await signIn();
    await screen.findByRole('heading', { level: 1, name: 'Dashboard' });
    expect(page.path()).toBe('/admin/dashboard');
  });

  it('says that a session has ended when a figure is refused with 401', async () => {
    remote.refuse(routes.currentMetrics, 401, 'The token has ended.');
    open('/admin/dashboard');
    expect(await screen.findByText(/Your session has ended/)).toBeTruthy();
  });

  it.each([
    [401, undefined, 'Email or password is wrong.'],
    [429, 45, 'Too many attempts. Try again in 45 seconds.'],
    [503, undefined, 'Watchroom cannot sign you in at the moment. The database does not answer.'],
  ])('explains a refusal with status %s', async (status, retryAfter, words) => {
    remote.refuse(routes.login, status, 'The database does not answer.', { method: 'POST', retryAfter });
    open('/admin/login');
    await signIn();
    expect(await screen.findByText(words)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(remote.seen.filter(({ path }) => path === routes.login)).toHaveLength(2));
    expect(await screen.findByText(words)).toBeTruthy();
    expect(page.href()).toBe('/admin/login');
  });

  it('explains a server that cannot be reached, and lets one try again', async () => {
    remote.answer(routes.login, ADA, 'POST');
    open('/admin/login');
    await screen.findByLabelText('Email');
    remote.goAway();
    await signIn();
    expect(await screen.findByText(/Cannot reach Watchroom/)).toBeTruthy();
    remote.comeBack();
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Dashboard' })).toBeTruthy();
  });

  it('asks for what is missing before it asks the server', async () => {
    open('/admin/login');
    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('Enter your email address.')).toBeTruthy();
    expect(screen.getByText('Enter your password.')).toBeTruthy();
    expect(remote.seen).toEqual([]);
  });

  it('signs out to the sign-in page', async () => {
    remote.answerEmpty(routes.logout, 'POST');
    open('/admin/dashboard');
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(page.path()).toBe('/admin/login'));
    expect(remote.seen.some(({ path, method }) => path === routes.logout && method === 'POST')).toBe(true);
  });

  it('gives up what is on its way when it signs out: it would be refused', async () => {
    remote.answer(routes.currentMetrics, new Promise(() => undefined));
    remote.answer(routes.logout, new Promise(() => undefined), 'POST');
    const asked = (wanted: string) => remote.seen.find(({ path }) => path === wanted);
    open('/admin/dashboard');
    await waitFor(() => expect(asked(routes.currentMetrics)).toBeDefined());
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(asked(routes.logout)).toBeDefined());
    expect(asked(routes.currentMetrics)?.signal?.aborted).toBe(true);
  });

  it('shows an admin without the role who they are and the way out', async () => {
    remote.answer(routes.me, { ...ADA, role: 'CONTENT_MANAGER' });
    open('/admin/dashboard');
    await screen.findByRole('heading', { level: 1, name: /role does not include/ });
    expect(screen.getAllByText('ada@example.org').length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: 'Sign out' })).toBeTruthy();
    expect(remote.seen.some(({ path }) => path.startsWith(routes.metrics))).toBe(false);
  });

  it('notices a role that was taken away meanwhile', async () => {
    let role = 'SYSTEM_MONITOR';
    remote.answer(routes.me, () => ({ ...ADA, role }));
    open('/admin/dashboard');
    await screen.findByText('17');
    role = 'CONTENT_MANAGER';
    remote.refuse(routes.currentMetrics, 403, 'This needs another role.');
    window.dispatchEvent(new Event('visibilitychange'));
    expect(await screen.findByRole('heading', { level: 1, name: /role does not include/ })).toBeTruthy();
  });

  it('tells of an address that does not exist', async () => {
    open('/admin/nowhere');
    expect(await screen.findByRole('heading', { level: 1, name: 'There is no such page' })).toBeTruthy();
  });

  it('leads from the root to the dashboard', async () => {
    open('/');
    await screen.findByRole('heading', { level: 1, name: 'Dashboard' });
    expect(page.path()).toBe('/admin/dashboard');
  });
});
