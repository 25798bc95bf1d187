import { routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { DayBars } from '../../components/ui/day-bars';
import { StatusMark, StatusShape } from '../../components/ui/status-mark';
import { TakeAlong } from '../../components/ui/take-along';
import { Tile } from '../../components/ui/tile';
import { timeIn } from '../../lib/address';
import type { ApiError } from '../../lib/api-error';
import { unlessUnreachable } from '../../lib/reading';
import { explainExternalServices } from './external-services.explanation';
import { useExternalServices } from './external-services.query';
import { externalServicesState, type ServiceRow } from './service-rows';
import { servicesSheet } from './service-sheets';
import { WitnessLamps } from './witness-lamps';
import css from './external-services.module.css';

export function ExternalServicesTile({ outage, now }: { outage: ApiError | null; now: number }) {
  const reading = unlessUnreachable(useExternalServices(), outage);
  const { data: services } = reading;
  const state = externalServicesState(reading, now);
  return (
    <Tile title="External services" state={state} explanation={() => explainExternalServices(services, now)}>
      {(rows) => (
        <>
          <ul className={css.rows}>
            {rows.map((row) => (
              <Service key={row.key} row={row} />
            ))}
          </ul>
          {services !== undefined && (
            <TakeAlong title="External services" sheet={() => servicesSheet(services)} />
          )}
        </>
      )}
    </Tile>
  );
}

const Service = ({ row }: { row: ServiceRow }) => (
  <li className={css.row} data-calm={row.isCalm || undefined}>
    <div className={css.head}>
      <Link
        to={`${routes.servicePage}/$service`}
        params={{ service: row.key }}
        search={timeIn}
        className={css.name}
      >
        {row.name}
      </Link>
      <StatusMark tone={row.tone} word={row.word} />
      <span key={row.latency} className={css.latency}>
        {row.latency ?? '–'}
      </span>
    </div>
    <p className={css.detail}>
      {row.verdict !== null && (
        <>
          {!row.isCalm && <StatusShape tone={row.verdict.tone} />}
          <strong>{row.verdict.word}. </strong>
        </>
      )}
      {row.line}
    </p>
    {row.effect !== null && <p className={css.effect}>{row.effect}</p>}
    <WitnessLamps service={row.name} lamps={row.lamps} />
    <div className={css.days}>
      <DayBars label={`${row.name}, last 90 days`} bars={row.bars} caption={row.uptime} />
      <p className={css.times}>
        <span>{row.checked}</span>
        {row.since !== null && <span>{row.since}</span>}
      </p>
    </div>
  </li>
);
