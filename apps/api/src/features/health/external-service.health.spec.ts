import { expect, it } from '@jest/globals';
import { HealthIndicatorService } from '@nestjs/terminus';
import { WITNESS_VERDICTS, type WitnessVerdict } from '@watchroom/contracts';
import { describeService } from '../../core/external-services/describe-service';
import { LIVEKIT_FACTS as facts } from '../../core/external-services/testing/some-facts';
import type { AppConfig } from '../../platform/config/config';
import { LivekitHealth } from './livekit.health';
import type { ServiceMemory } from './service-memory';

/** LiveKit with a probe that is fine, and this verdict. */
function report(verdict: WitnessVerdict, inUse: boolean) {
  const described = { ...describeService(null, facts, new Date()), status: 'operational' as const, verdict };
  const memory = { describe: () => described } as unknown as ServiceMemory;
  const config = { externalServicesInUse: inUse ? ['livekit'] : [] } as unknown as AppConfig;
  return new LivekitHealth(new HealthIndicatorService(), memory, config).check().livekit;
}

it.each(WITNESS_VERDICTS)('tells the verdict %s, and never counts it as down', (verdict) => {
  const isTrouble = ['agreed_down', 'undeclared_trouble', 'media_trouble', 'blocked'].includes(verdict);
  expect(report(verdict, true)).toMatchObject({
    status: isTrouble ? 'degraded' : 'up',
    service_status: 'operational',
    verdict,
  });
  expect(report(verdict, false)).toMatchObject({ status: 'up' });
});
