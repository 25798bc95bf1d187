import { describe, expect, it, jest } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { eachTestHasAServer } from '../testing/each-test';
import type { FakeRemote } from '../testing/fake-remote';
import { openPage } from '../testing/open-page';

describe('the frame of the signed-in pages', () => {
  let remote: FakeRemote;
  eachTestHasAServer((fresh) => (remote = fresh));

  it('stays while the reader goes from one page to another', async () => {
    openPage('/admin/events');
    const wayOut = await screen.findByRole('button', { name: 'Sign out' });
    await userEvent.click(await screen.findByRole('link', { name: 'Back to the dashboard' }));
    await screen.findByRole('heading', { level: 1, name: 'Dashboard' });
    expect(screen.getByRole('button', { name: 'Sign out' })).toBe(wayOut);
  });

  it('stays around a page that could not be drawn', async () => {
    const told = (['error', 'warn'] as const).map((level) =>
      jest.spyOn(console, level).mockImplementation(() => undefined),
    );
    remote.answer(routes.events, () => ({ next: null }));
    openPage('/admin/events');
    await screen.findByRole('heading', { level: 1, name: 'This page could not be shown' });
    expect(screen.getAllByRole('main')).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'Sign out' })).toBeTruthy();
    for (const one of told) one.mockRestore();
  });

  it.each(['/admin/nowhere', '/admin/services', '/admin/services/zoom'])(
    'has no part in what is not there: %s',
    async (address) => {
      openPage(address);
      await screen.findByRole('heading', { level: 1, name: 'There is no such page' });
      expect(screen.getAllByRole('main')).toHaveLength(1);
    },
  );
});
