import { StatusMark } from '../../components/ui/status-mark';
import { Tile } from '../../components/ui/tile';
import type { ApiError } from '../../lib/api-error';
import { unlessUnreachable } from '../../lib/reading';
import { useExternalServices } from './external-services.query';
import { externalServicesState, type ServiceRow } from './service-rows';
import css from './external-services.module.css';

export function ExternalServicesTile({ outage, now }: { outage: ApiError | null; now: number }) {
  const state = externalServicesState(unlessUnreachable(useExternalServices(), outage), now);
  return (
    <Tile title="External services" state={state}>
      {(rows) => (
        <ul className={css.rows}>
          {rows.map((row) => (
            <Service key={row.key} row={row} />
          ))}
        </ul>
      )}
    </Tile>
  );
}

const Service = ({ row }: { row: ServiceRow }) => (
  <li className={css.row}>
    <span className={css.name}>{row.name}</span>
    <StatusMark tone={row.tone} word={row.word} />
    <span className={css.latency}>{row.latency ?? '–'}</span>
    <p className={css.detail}>{row.detail}</p>
    <p className={css.times}>
      <span>{row.checked}</span>
      {row.since !== null && <span>{row.since}</span>}
    </p>
  </li>
);
