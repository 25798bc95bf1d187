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
            <Service key={row.key} {...row} />
          ))}
        </ul>
      )}
    </Tile>
  );
}

const Service = ({ name, tone, word, detail, latency, checked, since }: ServiceRow) => (
  <li className={css.row}>
    <span className={css.name}>{name}</span>
    <StatusMark tone={tone} word={word} />
    <span className={css.latency}>{latency ?? '–'}</span>
    <p className={css.detail}>{detail}</p>
    <p className={css.times}>
      <span>{checked}</span>
      {since !== null && <span>{since}</span>}
    </p>
  </li>
);
