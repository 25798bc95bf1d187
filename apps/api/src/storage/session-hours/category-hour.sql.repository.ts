import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CategoryHour } from '../../core/categories/category-metrics';
import { CategoryHourRepository, type KnownCategories } from './category-hour.repository';

/** $1 name, $2 from, $3 to. One statement is one snapshot: an hour counts from the rollup unless a mark stands. */
const ROWS = `
  WITH marked AS (
    SELECT DISTINCT hour FROM session_hour_changes WHERE hour >= $2::timestamptz AND hour < $3::timestamptz
  ), asked AS (SELECT id FROM counselor_categories WHERE name = $1)
  SELECT h.hour, h.quality::int AS quality, h.sessions FROM session_hours h JOIN asked ON h.category_id = asked.id
   WHERE h.hour >= $2 AND h.hour < $3 AND NOT EXISTS (SELECT FROM marked m WHERE m.hour = h.hour)
  UNION ALL
  SELECT m.hour, coalesce(s.quality, 0)::int, count(*)::int
    FROM marked m JOIN sessions s ON s.start_time >= m.hour AND s.start_time < m.hour + interval '1 hour'
    JOIN asked ON s.category_id = asked.id
   GROUP BY m.hour, s.quality`;

@Injectable()
export class CategoryHourSqlRepository extends CategoryHourRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async known(): Promise<KnownCategories> {
    const [row] = await this.dataSource.query<{ names: string[] | null; first_at: Date | null }[]>(
      `SELECT (SELECT json_agg(name ORDER BY name) FROM counselor_categories) AS names,
              (SELECT min(start_time) FROM sessions) AS first_at`,
    );
    return { names: row?.names ?? [], firstAt: row?.first_at ?? null };
  }

  override rows(category: string, from: Date, to: Date): Promise<CategoryHour[]> {
    return this.dataSource.query(ROWS, [category, from, to]);
  }
}
