import type { ExternalServiceKey } from '@watchroom/contracts';
import type { ProbeFacts } from './judge-probes';

/** What an installation knows of a service without asking it. */
export interface ServiceFacts extends ProbeFacts {
  key: ExternalServiceKey;
  /** Environment variables that configure it. */
  variables: readonly string[];
  /** Address of the vendor's own status page. */
  statusUrl: string;
}
