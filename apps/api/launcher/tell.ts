import { ConfigError } from '../src/platform/config/read-config';
import { LaunchError } from './launch-error';

/** Says what stands in the way: one line a fault; the whole error only where nobody foresaw it. */
export function tell(error: unknown): void {
  if (error instanceof ConfigError) for (const fault of error.faults) console.error(fault);
  else if (error instanceof LaunchError) console.error(error.message);
  else console.error(error);
}
