import {
  EXTERNAL_SERVICE_NAMES,
  type ExternalServiceKey,
  type ExternalServiceStatus,
  type StatusReason,
  type SystemHealth,
  type WitnessVerdict,
} from '@watchroom/contracts';

const NAMES: Record<string, string> = {
  system: 'System health',
  error_rate: 'Error rate',
  response_time_p95: 'API response time',
  database: 'Database',
  database_pool: 'Database pool',
  own_data: 'Reporting sources',
  sessions: 'Session reporting',
  certificates: 'TLS certificates',
  ...EXTERNAL_SERVICE_NAMES,
};

/** The name that the page gives it; an unknown one as it stands. */
export const subjectName = (subject: string): string =>
  Object.hasOwn(NAMES, subject) ? NAMES[subject]! : subject.replaceAll('_', ' ');

export const isService = (subject: string): subject is ExternalServiceKey =>
  Object.hasOwn(EXTERNAL_SERVICE_NAMES, subject);

export const STATUS_HEALTH: Record<ExternalServiceStatus, SystemHealth> = {
  operational: 'healthy',
  degraded: 'degraded',
  down: 'critical',
  unknown: 'unknown',
};

export const VERDICT_HEALTH: Record<WitnessVerdict, SystemHealth> = {
  agreed_fine: 'healthy',
  agreed_down: 'critical',
  undeclared_trouble: 'degraded',
  declared_not_felt: 'degraded',
  media_trouble: 'degraded',
  blind: 'unknown',
  misconfigured: 'unknown',
  throttled: 'degraded',
  blocked: 'degraded',
};

/** What follows the name of the service, by the reason of its status. */
export const REASON_WORDS: Record<StatusReason, string> = {
  answered: 'answers as it should',
  reachable_unverified: 'can be reached; without its keys no more is known',
  slow: 'answers slowly',
  throttled: 'throttles this installation',
  quota_exhausted: 'refuses: the usage limit of the account is reached',
  failing_now_and_then: 'fails now and then',
  failing: 'is down: it failed three times in a row',
  never_answered: 'has not answered yet',
  not_configured: 'is not configured',
  probe_overdue: 'was not asked for a while',
  we_are_offline: 'cannot be reached from here, and neither can the others: our own network is cut',
  misconfigured: 'does not accept our keys',
};

/** One sentence for each verdict: what is so, and whom to call. */
export const VERDICT_SENTENCES: Record<WitnessVerdict, (name: string) => string> = {
  agreed_fine: (name) => `${name} is fine by all who can tell.`,
  agreed_down: (name) =>
    `${name} has trouble that it declares and that is felt here: follow its status page.`,
  undeclared_trouble: (name) => `${name} has trouble that it does not declare: call its support.`,
  declared_not_felt: (name) => `${name} declares trouble that is not felt here.`,
  media_trouble: (name) => `Sessions on ${name} are poor or break off although it answers: call its support.`,
  blind: (name) => `Nobody here can tell how ${name} is: call who runs our network.`,
  misconfigured: (name) => `Our settings for ${name} are wrong: call who runs Watchroom.`,
  throttled: (name) => `${name} throttles us: call who owns our account.`,
  blocked: (name) => `${name} is held up by another service that is down: call that one.`,
};
