import { memo, type ReactNode } from 'react';
import type { DatabasePool } from '@watchroom/contracts';
import { VisuallyHidden } from '@mantine/core';
import { Facts, Figure } from '../../components/ui/figure';
import { StatusMark } from '../../components/ui/status-mark';
import { Tile } from '../../components/ui/tile';
import { formatCount } from '../../lib/format';
import { useDatabaseMetrics } from './database-metrics.query';
import { explainDatabasePool } from './database-pool.explanation';
import { basisOf, databasePoolState, judgePool, type ReportedPool, waitText } from './database-pool.state';
import css from './database-pool.module.css';
import { PoolReplicas } from './pool-replicas.view';

interface Props {
  now: number;
  chart?: ReactNode;
}

export function DatabasePoolTile({ now, chart }: Props) {
  const reading = useDatabaseMetrics();
  const state = databasePoolState(reading, now);
  return (
    <Tile
      title="Database pool"
      state={state}
      chart={chart}
      explanation={() => explainDatabasePool(reading.data, now)}
    >
      {(pool) => <Pool pool={pool} />}
    </Tile>
  );
}

const Pool = memo(function Pool({ pool }: { pool: ReportedPool }) {
  const judgement = judgePool(pool);
  return (
    <div className={css.layout}>
      <div className={css.headline}>
        <Figure value={`${formatCount(pool.active)} / ${formatCount(pool.size)}`}>
          <p>connections in use</p>
        </Figure>
        <StatusMark tone={judgement.tone} word={judgement.word} />
      </div>
      <Meter pool={pool} label="Connections in use" />
      <p className={css.key}>
        <span data-part="active">{formatCount(pool.active)} active</span>
        <span data-part="idle">{formatCount(pool.idle)} idle</span>
        <span data-part="unopened">
          {formatCount(Math.max(0, pool.size - pool.active - pool.idle))} not opened
        </span>
        <span>{formatCount(pool.waiting)} waiting</span>
      </p>
      <Facts facts={waitsOf(pool)} />
      <p className={css.scope}>waits for a connection, {basisOf(pool.wait_ms)}</p>
      {pool.replicas.length > 1 && <PoolReplicas replicas={pool.replicas} />}
    </div>
  );
});

const waitsOf = ({ wait_ms, timeouts }: DatabasePool): [string, string][] => [
  ['half longer than', waitText(wait_ms.p50)],
  ['1 in 20 longer than', waitText(wait_ms.p95)],
  ['longest', waitText(wait_ms.max)],
  ['time-outs', formatCount(timeouts)],
];

function Meter({ pool, label }: { pool: DatabasePool; label: string }) {
  const share = (n: number) => `${pool.size === 0 ? 0 : (n / pool.size) * 100}%`;
  return (
    <>
      <VisuallyHidden>
        <meter aria-label={label} min={0} max={pool.size} value={pool.active}>
          {pool.active} of {pool.size}
        </meter>
      </VisuallyHidden>
      <div className={css.meter} aria-hidden="true">
        {/* Others when they have another place: what has not moved is not seen to move. */}
        <span key={`active ${pool.active}`} data-part="active" style={{ width: share(pool.active) }} />
        <span key={`idle ${pool.active} ${pool.idle}`} data-part="idle" style={{ width: share(pool.idle) }} />
      </div>
    </>
  );
}
