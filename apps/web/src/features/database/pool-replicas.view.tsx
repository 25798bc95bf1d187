import type { ReplicaPool } from '@watchroom/contracts';
import { TakeAlong } from '../../components/ui/take-along';
import { formatCount } from '../../lib/format';
import { areLong, waitText } from './database-pool.state';
import { poolSheet } from './pool-sheet';
import css from './pool-replicas.module.css';

/** Each API process has a pool of its own: one of them can be full while the sum looks idle. */
export function PoolReplicas({ replicas }: { replicas: ReplicaPool[] }) {
  return (
    <>
      <table className={css.table} aria-label="Connections by API process">
        <thead>
          <tr>
            <th scope="col">API process</th>
            <th scope="col">In use</th>
            <th scope="col">Waiting</th>
            <th scope="col">1 in 20 waits over</th>
            <th scope="col">Time-outs</th>
          </tr>
        </thead>
        <tbody>
          {replicas.map((replica) => (
            <tr key={replica.replica}>
              <th scope="row">{replica.replica}</th>
              <td>
                {formatCount(replica.active)} / {formatCount(replica.size)}
              </td>
              <td data-tone={replica.waiting > 0 && 'warning'}>{formatCount(replica.waiting)}</td>
              <td data-tone={areLong(replica.wait_ms) && 'warning'}>
                {waitText(replica.wait_ms.p95)}
                {replica.wait_ms.too_few && replica.wait_ms.n > 0 && (
                  <small>n = {replica.wait_ms.n}: too few</small>
                )}
              </td>
              <td data-tone={replica.timeouts > 0 && 'critical'}>{formatCount(replica.timeouts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <TakeAlong title="Connections by API process" sheet={() => poolSheet(replicas)} />
    </>
  );
}
