import { migrations } from '../migrations';
import { ExternalServiceProbeEntity } from './storage/external-service-probes/external-service-probe.entity';
import { ExternalServiceStateEntity } from './storage/external-service-states/external-service-state.entity';
import { HealthStateEntity } from './storage/health-states/health-state.entity';
import { PoolMinuteEntity } from './storage/pool-minutes/pool-minute.entity';

/** Every table the application knows: entities for TypeORM, migrations in order. */
export const schema = {
  entities: [ExternalServiceProbeEntity, ExternalServiceStateEntity, HealthStateEntity, PoolMinuteEntity],
  migrations,
};
