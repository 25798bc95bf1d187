import { QUALITY_SCORE } from '../../core/quality/average-quality';
import type { SessionState } from '../../core/sessions/session-state';

const COLUMNS = [
  'session_id uuid',
  'start_time timestamptz',
  'end_time timestamptz',
  'last_seen_at timestamptz',
  'last_seen_told_at timestamptz',
  'quality_at timestamptz',
  'quality_told_at timestamptz',
  'quality smallint',
  'category_at timestamptz',
  'category_id smallint',
  'provider_at timestamptz',
  'provider text',
].map((column) => column.split(' ') as [name: string, type: string]);

const names = COLUMNS.map(([name]) => name).join(', ');
/** Columns of a session's state; unnest of `mergeParameters` gives its rows. */
export const STATE_COLUMNS = COLUMNS.map(([name]) => name);
export const STATE_ROWS = `unnest(${COLUMNS.map(([, type], i) => `$${i + 1}::${type}[]`).join(', ')}) AS t (${names})`;
const nameOf = (row: string) => `(SELECT c.name FROM counselor_categories c WHERE c.id = ${row}.category_id)`;

const told = (row: string, name: string) => `coalesce(${row}.${name}_told_at, ${row}.${name}_at)`;
const newer = (name: string, tie: string) =>
  `(s.${name}_at IS NULL OR ${told('x', name)} > ${told('s', name)}
    OR (${told('x', name)} = ${told('s', name)} AND (${tie})))`;

// The same orders as mergeSession in core; least and greatest pass over nulls.
const wins = {
  last_seen: newer('last_seen', 'x.last_seen_at < s.last_seen_at'),
  quality: newer(
    'quality',
    'x.quality < s.quality OR (x.quality = s.quality AND x.quality_at < s.quality_at)',
  ),
  category: `(x.category_at > s.category_at
              OR (x.category_at = s.category_at AND x.category_id <> s.category_id AND ${nameOf('x')} > ${nameOf('s')}))`,
  provider: `(s.provider_at IS NULL OR x.provider_at > s.provider_at
              OR (x.provider_at = s.provider_at AND x.provider > s.provider COLLATE "C"))`,
};

const pick = (column: string, rule: string) =>
  `${column} = CASE WHEN ${rule} THEN x.${column} ELSE s.${column} END`;

/**
 * One prepared statement for every batch size. Rows are locked in the order of their ids, so that two batches wait for
 * each other instead of dead-locking. A repeat changes nothing and therefore writes no row version.
 */
const mergeInto = (table: string) =>
  `
  INSERT INTO ${table} AS s (${names})
  SELECT ${names} FROM ${STATE_ROWS}
   ORDER BY session_id
  ON CONFLICT (session_id) DO UPDATE SET
    start_time = least(s.start_time, x.start_time),
    end_time = least(s.end_time, x.end_time),
    ${pick('last_seen_at', wins.last_seen)},
    ${pick('last_seen_told_at', wins.last_seen)},
    ${pick('quality', wins.quality)},
    ${pick('quality_at', wins.quality)},
    ${pick('quality_told_at', wins.quality)},
    ${pick('category_id', wins.category)},
    category_at = greatest(s.category_at, x.category_at),
    ${pick('provider', wins.provider)},
    provider_at = greatest(s.provider_at, x.provider_at)
  WHERE x.start_time < s.start_time
     OR (x.end_time IS NOT NULL AND (s.end_time IS NULL OR x.end_time < s.end_time))
     OR (x.last_seen_at IS NOT NULL AND ${wins.last_seen})
     OR (x.quality_at IS NOT NULL AND ${wins.quality})
     OR ${wins.category}
     OR (x.provider_at IS NOT NULL AND ${wins.provider})`
    .replaceAll(/\bx\./g, 'excluded.')
    .replaceAll(/\s+/g, ' ');

export const MERGE_SESSIONS = mergeInto('sessions');
/** What the platform told of sessions that webhooks tell of too. */
export const MERGE_TOLD_SESSIONS = mergeInto('told_sessions');

/**
 * Parameters of MERGE_SESSIONS: one array literal a column. Ids, times, numbers and providers have nothing to quote;
 * the driver's own writing of arrays holds up other requests several times longer.
 */
export function mergeParameters(
  states: readonly SessionState[],
  categoryIds: ReadonlyMap<string, number>,
): string[] {
  const column = (value: (state: SessionState) => string | number | null | undefined) =>
    `{${states.map((state) => value(state) ?? 'NULL').join(',')}}`;
  return [
    column((state) => state.sessionId),
    column((state) => state.startTime.toISOString()),
    column((state) => state.endTime?.toISOString()),
    column((state) => state.lastSeenAt?.toISOString()),
    column((state) => state.lastSeenToldAt?.toISOString()),
    column((state) => state.quality?.at.toISOString()),
    column((state) => state.quality?.toldAt?.toISOString()),
    column((state) => state.quality && QUALITY_SCORE[state.quality.level]),
    column((state) => state.category.at.toISOString()),
    column((state) => categoryIds.get(state.category.value)),
    column((state) => state.provider?.at.toISOString()),
    column((state) => state.provider?.value),
  ];
}
