import { MantineProvider } from '@mantine/core';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { LAST_DAY, type ShownRange } from '../../lib/range';
import { serverClock } from '../../lib/server-clock';
import { CustomRange } from './custom-range';
import type { RangeControl } from './use-range';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const between = (from: string, to: string): ShownRange => ({
  kind: 'between',
  fromMs: Date.parse(from),
  toMs: Date.parse(to),
});
const MORNING = between('2026-11-23T06:00:00Z', '2026-11-23T09:30:00Z');

describe('a custom range', () => {
  let chosen: ShownRange[];
  let shown: number;
  beforeEach(() => {
    chosen = [];
    shown = 0;
    jest.useFakeTimers({ now: NOW });
  });
  afterEach(() => {
    cleanup();
    jest.useRealTimers();
    serverClock.heard(new Date(NOW).toUTCString(), NOW);
  });

  const open = (range: ShownRange, zoneName = 'Europe/Berlin') => {
    const control = { range, zoneName, choose: (next: ShownRange) => void chosen.push(next) } as RangeControl;
    render(
      <MantineProvider>
        <CustomRange control={control} onShown={() => shown++} />
      </MantineProvider>,
    );
  };
  const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
  const fields = () => [field('From'), field('To')];
  const write = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
  const show = () => fireEvent.click(screen.getByRole('button', { name: 'Show' }));

  it.each([
    ['Europe/Berlin', '2026-11-23T07:00', '2026-11-23T10:30', /Berlin/],
    ['America/New_York', '2026-11-23T01:00', '2026-11-23T04:30', /New.York/],
    ['UTC', '2026-11-23T06:00', '2026-11-23T09:30', /UTC/],
  ])('starts with the span that is shown, in the time of %s', (zone, from, to, named) => {
    open(MORNING, zone);
    expect(fields().map(({ value }) => value)).toEqual([from, to]);
    expect(screen.getByRole('form', { name: 'Custom range' }).textContent).toMatch(named);
  });

  it('starts with the last day where that is shown, by the server’s clock', () => {
    serverClock.heard(new Date(NOW + 600_000).toUTCString(), NOW);
    open(LAST_DAY);
    expect(fields().map(({ value }) => value)).toEqual(['2026-11-22T13:10', '2026-11-23T13:10']);
  });

  it('shows what was written, read in the zone of the page', () => {
    open(MORNING, 'America/New_York');
    write('From', '2026-11-22T20:00');
    show();
    expect(chosen).toEqual([between('2026-11-23T01:00:00Z', '2026-11-23T09:30:00Z')]);
    expect(shown).toBe(1);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each([
    ['a start without a time', 'From', '', 'Both the start and the end need a date and a time.'],
    ['an end without a time', 'To', '', 'Both the start and the end need a date and a time.'],
    ['an end before the start', 'To', '2026-11-23T06:59', /^The end must lie at least 5 minutes/],
    ['a start too long ago', 'From', '2024-11-23T07:00', /^The start must lie within the last/],
  ])('tells what is wrong with %s, at the fields, and goes nowhere', (_, name, value, fault) => {
    open(MORNING);
    expect(fields().map((each) => each.getAttribute('aria-invalid'))).toEqual(['false', 'false']);
    write(name, value);
    show();
    expect([chosen, shown]).toEqual([[], 0]);
    const told = screen.getByRole('alert');
    expect(told.textContent).toEqual(typeof fault === 'string' ? fault : expect.stringMatching(fault));
    for (const each of fields()) {
      expect(each.getAttribute('aria-invalid')).toBe('true');
      expect(each.getAttribute('aria-describedby')).toBe(told.id);
    }
  });

  it('takes back what was wrong once it is right', () => {
    open(MORNING);
    write('To', '2026-11-23T06:00');
    show();
    expect(screen.getByRole('alert')).toBeTruthy();
    write('To', '2026-11-23T08:00');
    show();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(chosen).toEqual([between('2026-11-23T06:00:00Z', '2026-11-23T07:00:00Z')]);
  });

  it('goes by the server’s clock for what lies ahead, not by the browser’s own', () => {
    serverClock.heard(new Date(NOW - 7_200_000).toUTCString(), NOW);
    open(MORNING);
    write('From', '2026-11-23T12:00');
    write('To', '2026-11-23T12:30');
    show();
    expect(screen.getByRole('alert').textContent).toBe('The start must lie in the past.');
    expect(chosen).toEqual([]);
  });
});
