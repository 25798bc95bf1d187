import { memo } from 'react';
import { routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { BarFoot, BarList } from '../../components/ui/bar-list';
import { TakeAlong } from '../../components/ui/take-along';
import { Tile } from '../../components/ui/tile';
import { timeIn } from '../../lib/address';
import { useCurrentMetrics } from './current-metrics.query';
import { explainProviders } from './providers.explanation';
import { type ProviderRow, type Providers, providersState } from './providers.state';
import { providersSheet } from './providers-sheet';

/** Of the same answer as the live counter: both always agree. */
export function ProvidersTile({ now }: { now: number }) {
  const reading = useCurrentMetrics();
  const state = providersState(reading, now);
  return (
    <Tile title="Sessions by provider" state={state} explanation={() => explainProviders(reading.data, now)}>
      {(value) => <Rows {...value} />}
    </Tile>
  );
}

const Rows = memo(function Rows({ rows, basis }: Providers) {
  return (
    <>
      <BarList bars={rows.map((row) => ({ ...row, key: row.provider, name: <Name {...row} /> }))} />
      <BarFoot text={basis}>
        <TakeAlong title="Sessions by provider" sheet={() => providersSheet(rows)} />
      </BarFoot>
    </>
  );
});

const Name = ({ provider, name }: ProviderRow) =>
  provider === 'unknown' ? (
    name
  ) : (
    <Link
      to={`${routes.servicePage}/$service`}
      params={{ service: provider }}
      search={timeIn}
      hash="sessions"
    >
      {name}
    </Link>
  );
