import { migrations } from '../migrations';

/** Every table the application knows: entities for TypeORM, migrations in order. */
export const schema = { entities: [], migrations };
