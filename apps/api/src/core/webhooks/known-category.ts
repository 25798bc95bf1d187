/**
 * Categories that a room may name though the platform has not reported a session of them yet. A room is called as
 * somebody likes: any other word of it may be the name of a person, and only the platform's own reports make it one.
 */
export const COMMON_CATEGORIES: readonly string[] = [
  'Academic stress',
  'Anxiety',
  'Career',
  'Crisis',
  'Depression',
  'Family',
  'Grief',
  'Loneliness',
  'Relationships',
  'Self-esteem',
  'Sleep',
  'Trauma',
];

/** Whether it takes a report of the platform to know it. */
export const isUncommon = (category: string | null): category is string =>
  category !== null && !COMMON_CATEGORIES.includes(category);

/** The category itself where it is known; null where it is to be forgotten. `reported`: names that the platform used. */
export const knownCategory = (category: string | null, reported: ReadonlySet<string>): string | null =>
  isUncommon(category) && !reported.has(category) ? null : category;
