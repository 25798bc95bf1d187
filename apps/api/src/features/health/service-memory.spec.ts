import { expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { nextState } from '../../core/external-services/external-service-state';
import { LIVEKIT_FACTS as facts } from '../../core/external-services/testing/some-facts';
import type { ExternalServices } from '../../external-services/external-services';
import { SystemClock } from '../../platform/clock/clock';
import { OwnProbes } from '../../storage/external-service-states/own-probes';
import type { RememberedServices } from './remembered-services';
import { ServiceMemory } from './service-memory';

const away = {
  read: () => Promise.reject(new Error('timeout exceeded when trying to connect')),
} as unknown as RememberedServices;

it('tells what this replica found itself, also when nothing can be read', async () => {
  const own = new OwnProbes();
  const services = { facts: { livekit: facts } } as ExternalServices;
  const memory = new ServiceMemory(
    away,
    own,
    services,
    { isInitialized: true } as DataSource,
    new SystemClock(),
  );
  await memory.refresh();
  expect(memory.describe('livekit')).toMatchObject({ status: 'unknown', reason: 'never_answered' });

  const probe = { at: new Date(), outcome: { kind: 'answered', latencyMs: 3 } as const, offline: false };
  own.remember([nextState('livekit', null, probe, facts)]);
  expect(memory.describe('livekit')).toMatchObject({ status: 'operational', latency_ms: 3 });
});
