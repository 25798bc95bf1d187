import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { Command } from '../../lib/commands';
import { shown } from '../../testing/shown';
import { CommandPalette } from './command-palette';

describe('the palette of commands', () => {
  let done: string[];
  const command = (name: string, key?: string): Command => ({
    id: name,
    name,
    ...(key !== undefined && { key }),
    run: () => void done.push(name),
  });
  const field = () => screen.getByRole('combobox', { name: 'Command' });
  const press = (...keys: string[]) => keys.forEach((key) => fireEvent.keyDown(field(), { key }));
  const type = (value: string) => fireEvent.change(field(), { target: { value } });
  const names = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);
  const chosen = () => screen.queryByRole('option', { selected: true })?.textContent;

  beforeEach(async () => {
    done = [];
    await shown(
      <CommandPalette
        commands={[command('Dark theme', 't'), command('Go to events'), command('Go to requests')]}
        onClose={() => void done.push('closed')}
      />,
    );
  });
  afterEach(cleanup);

  it('lists all there is, with its keys, the first one chosen', () => {
    expect(names()).toEqual(['Dark themet', 'Go to events', 'Go to requests']);
    expect(chosen()).toBe('Dark themet');
  });

  it('tells who hears it which one is chosen', () => {
    press('ArrowDown');
    expect(field().getAttribute('aria-activedescendant')).toBe(screen.getByText('Go to events').id);
    type('nothing of ours');
    expect(field().getAttribute('aria-activedescendant')).toBe(
      screen.getByText('Nothing is called that.').id,
    );
  });

  it.each([
    [['ArrowDown'], 'Go to events'],
    [['ArrowDown', 'ArrowDown', 'ArrowDown'], 'Dark themet'],
    [['ArrowUp'], 'Go to requests'],
    [['ArrowDown', 'ArrowUp'], 'Dark themet'],
    [['a', 'Tab', 'ArrowLeft'], 'Dark themet'],
  ])('after %j has chosen %s', (keys, name) => {
    press(...keys);
    expect(chosen()).toBe(name);
  });

  it('finds by typing, and begins at the first again', () => {
    press('ArrowDown', 'ArrowDown');
    type('go');
    expect([names(), chosen()]).toEqual([['Go to events', 'Go to requests'], 'Go to events']);
  });

  it('does what is chosen, after it has closed', () => {
    type('requests');
    press('Enter');
    expect(done).toEqual(['closed', 'Go to requests']);
  });

  it('does what is pointed at', () => {
    fireEvent.click(screen.getByRole('option', { name: 'Go to events' }));
    expect(done).toEqual(['closed', 'Go to events']);
  });

  it('says so where nothing is called that, and does nothing', () => {
    type('xyz');
    press('Enter', 'ArrowDown');
    expect([names(), done]).toEqual([['Nothing is called that.'], []]);
  });
});
