import type { EntityManager } from 'typeorm';
import { NOT_TOLD } from '../../core/sessions/session-state';
import { MOST_CATEGORIES, TooManyCategories } from '../../core/sessions/too-many-categories';

interface CategoryRow {
  id: number;
  name: string;
}

/**
 * Ids of the named categories, new ones registered in the caller's transaction in the order of `names`. There is
 * always room for the one of sessions of which nobody told it.
 * @throws TooManyCategories naming those for which there is no room.
 */
export async function registerCategories(
  manager: EntityManager,
  names: readonly string[],
): Promise<Map<string, number>> {
  const known = await idsOf(manager, names);
  if (names.every((name) => known.has(name))) return known;
  // Two writers that both see room for the last one would pass the limit; readers are not held up.
  await manager.query('LOCK TABLE counselor_categories IN SHARE ROW EXCLUSIVE MODE');
  const [{ registered = 0 } = {}]: { registered?: number }[] = await manager.query(
    'SELECT count(*)::int AS registered FROM counselor_categories WHERE name <> $1',
    [NOT_TOLD],
  );
  const seen = await idsOf(manager, names);
  const unknown = [...new Set(names)].filter((name) => !seen.has(name));
  const refused = unknown
    .filter((name) => name !== NOT_TOLD)
    .slice(Math.max(0, MOST_CATEGORIES - registered));
  if (refused.length > 0) throw new TooManyCategories(refused);
  const added: CategoryRow[] = await manager.query(
    `INSERT INTO counselor_categories (id, name, created_at)
     SELECT (SELECT coalesce(max(id), 0) FROM counselor_categories) + t.position, t.name, clock_timestamp()
       FROM unnest($1::text[]) WITH ORDINALITY AS t (name, position)
     RETURNING id, name`,
    [unknown],
  );
  return new Map([...seen, ...added.map(({ id, name }): [string, number] => [name, id])]);
}

/** Those of `names` that are registered. */
export async function registeredAmong(
  database: Pick<EntityManager, 'query'>,
  names: readonly string[],
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const rows: Pick<CategoryRow, 'name'>[] = await database.query('SELECT name FROM counselor_categories');
  const asked = new Set(names);
  return new Set(rows.map(({ name }) => name).filter((name) => asked.has(name)));
}

async function idsOf(manager: EntityManager, names: readonly string[]): Promise<Map<string, number>> {
  const rows: CategoryRow[] = await manager.query(
    'SELECT id, name FROM counselor_categories WHERE name = ANY($1::text[])',
    [[...new Set(names)]],
  );
  return new Map(rows.map(({ id, name }) => [name, id]));
}
