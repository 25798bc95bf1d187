import type { CategoryHour } from '../../core/categories/category-metrics';

/** What is known of the categories of sessions. */
export interface KnownCategories {
  /** Ordered by name. */
  names: string[];
  /** Start of the first session that is kept; null without any. */
  firstAt: Date | null;
}

/** Sessions of one category by UTC hour of their start. */
export abstract class CategoryHourRepository {
  /** All that were ever reported, those without sessions now as well. */
  abstract known(): Promise<KnownCategories>;
  /** Exact for hours of [from, to), both full hours: those out of date are counted from the sessions themselves. */
  abstract rows(category: string, from: Date, to: Date): Promise<CategoryHour[]>;
}
