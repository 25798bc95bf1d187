import type { ExternalServiceKey } from '@watchroom/contracts';
import { isAsked } from '../core/external-services/judge-probes';
import type { ServiceFacts } from '../core/external-services/service-facts';
import type { AppConfig } from '../platform/config/config';
import type { ExternalService } from './external-service';

/** All external services of this installation, and what is known of them without asking. */
export class ExternalServices {
  readonly facts: Record<ExternalServiceKey, ServiceFacts>;

  constructor(
    readonly all: readonly ExternalService[],
    { probes, externalServicesNamed }: Pick<AppConfig, 'probes' | 'externalServicesNamed'>,
  ) {
    const facts = all.map(({ key, configured, variables, statusUrl, askableWithoutKeys }) => {
      const keyless = askableWithoutKeys && externalServicesNamed.includes(key);
      return [key, { key, configured, keyless, variables, statusUrl, ...probes }];
    });
    this.facts = Object.fromEntries(facts) as Record<ExternalServiceKey, ServiceFacts>;
  }

  /** Those that are asked: configured, or named as worked with and askable without keys. */
  get asked(): readonly ExternalService[] {
    return this.all.filter(({ key }) => isAsked(this.facts[key]));
  }
}
