import { MantineProvider } from '@mantine/core';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import type { TileState } from '../../lib/tile-state';
import { Tile } from './tile';

describe('tile', () => {
  afterEach(cleanup);

  const show = (state: TileState<string>) => {
    render(
      <MantineProvider>
        <Tile title="Active sessions" state={state} footer="since yesterday">
          {(value) => <p>figure {value}</p>}
        </Tile>
      </MantineProvider>,
    );
    return screen.getByRole('region', { name: 'Active sessions' });
  };

  it.each([
    [{ kind: 'value', value: '17' }, 'figure 17'],
    [{ kind: 'zero', value: '0' }, 'figure 0'],
    [{ kind: 'no-traffic', reason: 'Nobody came.' }, 'No trafficNobody came.'],
    [{ kind: 'too-few', value: '3', n: 12 }, 'too few to judge (n = 12)figure 3'],
    [{ kind: 'stale', value: '17', ageSeconds: 75 }, '1 min oldfigure 17'],
    [{ kind: 'stale', value: null, ageSeconds: null }, 'out of dateOut of dateThere is no last value.'],
    [{ kind: 'blind', reason: 'Not configured.' }, 'Not knownNot configured.'],
  ] as [TileState<string>, string][])('shows exactly the state %j', (state, text) =>
    expect(show(state).textContent).toBe(`Active sessions${text}since yesterday`),
  );

  it('shows a skeleton on first load and nothing that looks like a figure', () => {
    const tile = show({ kind: 'first-load' });
    expect(tile.getAttribute('aria-busy')).toBe('true');
    expect(tile.textContent).toBe('Active sessionsLoading');
  });
});
