import { migrations } from '../migrations';
import { HealthStateEntity } from './storage/health-states/health-state.entity';
import { PoolMinuteEntity } from './storage/pool-minutes/pool-minute.entity';

/** Every table the application knows: entities for TypeORM, migrations in order. */
export const schema = {
  entities: [HealthStateEntity, PoolMinuteEntity],
  migrations,
};
