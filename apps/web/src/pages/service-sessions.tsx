import { AVATAR_SERVICE, EXTERNAL_SERVICE_NAMES, type ExternalServiceKey } from '@watchroom/contracts';
import { Panel } from '../components/ui/panel';
import { HistoryChart } from '../features/history/history-chart';
import { RangePicker } from '../features/range/range-picker';
import { useRange } from '../features/range/use-range';
import css from './service.module.css';

interface Props {
  service: ExternalServiceKey;
  now: number;
}

/** How many active sessions needed a service, over the time that the address asks for. */
export function ServiceSessions({ service, now }: Props) {
  const control = useRange(now);
  return (
    <div className={css.wide}>
      <Panel id="sessions" title="Sessions over time">
        <RangePicker control={control} />
        <HistoryChart
          chart="provider"
          provider={service}
          range={control.range}
          zone={control.zoneName}
          thresholds={undefined}
          reasons={NOTHING_JUDGED}
        />
        <p className={css.note}>{meaningOf(service)}</p>
      </Panel>
    </div>
  );
}

const NOTHING_JUDGED: [] = [];

const meaningOf = (service: ExternalServiceKey): string => {
  const name = EXTERNAL_SERVICE_NAMES[service];
  return service === AVATAR_SERVICE
    ? `Active sessions, counted once a minute: those that ${name} carries, and those of other services with its avatar in them, as far as webhooks tell.`
    : `Active sessions that ${name} carries, counted once a minute, as far as the platform or a webhook tells.`;
};
