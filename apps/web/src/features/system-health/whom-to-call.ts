import {
  type CurrentMetrics,
  EXTERNAL_SERVICE_NAMES,
  type ExternalServiceKey,
  type HealthReason,
  isExternalService,
  SESSION_CARRIERS,
  type WitnessVerdict,
} from '@watchroom/contracts';

type Known = Pick<CurrentMetrics, 'health_reasons' | 'service_verdicts' | 'evidence'>;

const WATCHROOM = 'whoever runs Watchroom';
const names = new Intl.ListFormat('en-GB');

/** Who can mend it, to stand after "Call"; null for what this page does not know. */
export function whomToCall({ input, state, value }: HealthReason, current: Known): string | null {
  if (isExternalService(input)) {
    const unasked = state === 'unknown' ? 'misconfigured' : 'undeclared_trouble';
    return OF_VERDICT[current.service_verdicts[input] ?? unasked](input, current);
  }
  switch (input) {
    case 'error_rate':
      return runnersOf(current.evidence.error_rate_last_hour.sources);
    case 'response_time_p95':
      return runnersOf(current.evidence.api_response_time_p95.sources);
    case 'sessions':
      return 'whoever runs the platform: it has stopped reporting its sessions';
    case 'database':
    case 'database_pool':
      return `${WATCHROOM} and its database`;
    case 'own_data':
      return typeof value === 'string' ? runnersOf(value.split(', ')) : WATCHROOM;
    case 'certificates':
      return 'whoever runs the host of the certificate';
    default:
      return null;
  }
}

/** As the README has it of each verdict. */
const OF_VERDICT: Record<WitnessVerdict, (key: ExternalServiceKey, current: Known) => string> = {
  agreed_fine: supportOf,
  agreed_down: (key) => `nobody: ${EXTERNAL_SERVICE_NAMES[key]} knows of it; follow its status page`,
  declared_not_felt: () => 'nobody: no session here feels it; follow its status page',
  undeclared_trouble: supportOf,
  media_trouble: supportOf,
  throttled: (key) => `whoever owns our account at ${EXTERNAL_SERVICE_NAMES[key]}`,
  misconfigured: () => `${WATCHROOM}: its settings`,
  blocked: (key, current) => {
    const carrier = brokenCarrier(current.health_reasons);
    const its = carrier === undefined ? null : current.service_verdicts[carrier];
    if (carrier === undefined || its === null || its === 'blocked') return supportOf(carrier ?? key);
    return OF_VERDICT[its](carrier, current);
  },
  blind: () => 'whoever runs our network',
};

function supportOf(key: ExternalServiceKey): string {
  return `the support of ${EXTERNAL_SERVICE_NAMES[key]}`;
}

const brokenCarrier = (reasons: readonly HealthReason[]): ExternalServiceKey | undefined =>
  SESSION_CARRIERS.find((carrier) =>
    reasons.some(({ input, value }) => input === carrier && value === 'down'),
  );

const runnersOf = (services: readonly string[]): string =>
  services.length === 0
    ? 'whoever runs the services that report their requests'
    : `whoever runs ${names.format(services.length > 3 ? [...services.slice(0, 2), 'others'] : services)}`;
