import {
  EXTERNAL_SERVICE_NAMES,
  type ExternalServiceInDepth,
  type ExternalServiceKey,
} from '@watchroom/contracts';
import { Banner } from '../components/ui/banner';
import { Panel } from '../components/ui/panel';
import { freshnessOf } from '../features/current/freshness';
import { BadEndsList } from '../features/external-services/bad-ends.view';
import { useExternalService } from '../features/external-services/external-services.query';
import { Incidents, VerdictChanges } from '../features/external-services/incidents.view';
import { LatencyView } from '../features/external-services/latency.view';
import { ServiceDays } from '../features/external-services/service-days.view';
import { ServiceHead } from '../features/external-services/service-head.view';
import { Certificate, SessionCount, Webhooks } from '../features/external-services/upkeep.view';
import { isOutdated } from '../lib/tile-state';
import { useNow } from '../lib/use-now';
import { PageTop } from './page-top';
import { ServiceSessions } from './service-sessions';
import { usePlace } from './use-place';
import { ToCome } from '../components/ui/to-come';
import css from './service.module.css';

/** Everything known of one external service. */
export function ServicePage({ service }: { service: ExternalServiceKey }) {
  const now = useNow();
  const reading = useExternalService(service);
  const { data, failure } = reading;
  const freshness = freshnessOf(reading, now);
  const name = EXTERNAL_SERVICE_NAMES[service];
  return (
    <>
      <PageTop title={name} freshness={freshness} isKnown={data !== undefined} />
      {data === undefined && failure !== null && (
        <Banner tone="critical">
          {name} is not known: {failure.message} Trying again.
        </Banner>
      )}
      {data === undefined && failure === null && <ToCome height="24rem" />}
      {data !== undefined && <Depth service={data} isOld={isOutdated(reading, now)} now={now} />}
    </>
  );
}

interface DepthProps {
  service: ExternalServiceInDepth;
  isOld: boolean;
  now: number;
}

function Depth({ service, isOld, now }: DepthProps) {
  const name = EXTERNAL_SERVICE_NAMES[service.service];
  usePlace();
  return (
    <div className={css.parts}>
      <Panel title="Now" isOld={isOld}>
        <ServiceHead service={service} now={now} />
      </Panel>
      <ServiceSessions service={service.service} now={now} />
      <Panel title="Latency of the probes" isOld={isOld}>
        <LatencyView latency={service.latency} />
      </Panel>
      <Panel title="Uptime" isOld={isOld}>
        <ServiceDays name={name} history={service} />
      </Panel>
      <Panel title="Incidents and maintenances" isOld={isOld}>
        <Incidents service={service} now={now} />
      </Panel>
      <Panel title="Changes of the verdict" isOld={isOld}>
        <VerdictChanges service={service} now={now} />
      </Panel>
      <div className={css.upkeep}>
        <Panel title="Active sessions" isOld={isOld}>
          <SessionCount service={service} now={now} />
        </Panel>
        <Panel title="Webhooks" isOld={isOld}>
          <Webhooks service={service} now={now} />
        </Panel>
        <Panel title="Ended badly" isOld={isOld}>
          <BadEndsList service={service} now={now} />
        </Panel>
        <Panel title="Certificate" isOld={isOld}>
          <Certificate service={service} />
        </Panel>
      </div>
    </div>
  );
}
