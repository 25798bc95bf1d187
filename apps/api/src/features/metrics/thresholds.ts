import type { Thresholds } from '@watchroom/contracts';
import type { AppConfig } from '../../platform/config/config';

/** The configured limits in the words of the HTTP interface. */
export const thresholdsOf = ({ thresholds: { errorRate, responseTimeMs } }: AppConfig): Thresholds => ({
  error_rate_warning: errorRate.warning,
  error_rate_critical: errorRate.critical,
  response_time_warning_ms: responseTimeMs.warning,
  response_time_critical_ms: responseTimeMs.critical,
});
