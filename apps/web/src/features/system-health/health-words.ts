import {
  EXTERNAL_SERVICE_NAMES,
  type HealthInput,
  type HealthReason,
  type HealthUnit,
} from '@watchroom/contracts';
import { counted, formatCount, formatMs, formatRate } from '../../lib/format';
import { HEALTH_WORDS } from '../../lib/health-names';

const INPUT_NAMES: Record<HealthInput, string> = {
  error_rate: 'Error rate',
  response_time_p95: 'API response time',
  database_pool: 'Database pool',
  database: 'Database',
  sessions: 'Session reporting',
  own_data: 'Own data',
  certificates: 'Certificates',
  ...EXTERNAL_SERVICE_NAMES,
};

/** Also names an input that a newer server knows and this page does not. */
export const inputName = (input: string): string =>
  input in INPUT_NAMES ? INPUT_NAMES[input as HealthInput] : input.replaceAll('_', ' ');

/** The value of a reason in its unit; null where it has none. */
export const valueText = (reason: HealthReason): string | null => inUnit(reason.value, reason.unit);

/** "limit 5 %" or "should be operational"; null where the input has no limit. */
export function limitText({ limit, unit }: HealthReason): string | null {
  if (limit === null) return null;
  if (typeof limit === 'string') return `should be ${inUnit(limit, null)}`;
  return `limit ${limit === 0 ? 'none' : inUnit(limit, unit)}`;
}

/** What it was before that: "Healthy"; where nobody had judged it before, that. */
export const beforeText = ({ previous_state: before }: HealthReason): string =>
  before === null ? 'not judged' : HEALTH_WORDS[before];

/** Verdicts that do not explain themselves. */
const WORDS: Partial<Record<string, string>> = {
  agreed_fine: 'fine',
  agreed_down: 'in trouble',
  undeclared_trouble: 'in trouble that it does not declare',
  declared_not_felt: 'in trouble that nobody here feels',
  media_trouble: 'media in trouble',
  blocked: 'held up by another service',
};

function inUnit(value: number | string | null, unit: HealthUnit | null): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return WORDS[value] ?? value.replaceAll('_', ' ');
  switch (unit) {
    case 'fraction':
      return formatRate(value);
    case 'ms':
      return formatMs(value);
    case 'callers':
      return counted(value, 'caller');
    case 'timeouts':
      return counted(value, 'time-out');
    case 'days':
      return counted(value, 'day');
    default:
      return formatCount(Math.round(value * 10) / 10);
  }
}
