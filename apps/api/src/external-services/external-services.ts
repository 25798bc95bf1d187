import type { ExternalServiceKey } from '@watchroom/contracts';
import type { ServiceFacts } from '../core/external-services/service-facts';
import type { AppConfig } from '../platform/config/config';
import type { ExternalService } from './external-service';

/** All external services of this installation, and what is known of them without asking. */
export class ExternalServices {
  readonly facts: Record<ExternalServiceKey, ServiceFacts>;

  constructor(
    readonly all: readonly ExternalService[],
    { probes }: Pick<AppConfig, 'probes'>,
  ) {
    const facts = all.map(({ key, configured, variables, statusUrl }) => [
      key,
      { key, configured, variables, statusUrl, ...probes },
    ]);
    this.facts = Object.fromEntries(facts) as Record<ExternalServiceKey, ServiceFacts>;
  }
}
