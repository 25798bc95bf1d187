/** `count` values lie between `low` and `high`, in ms; `high` is Infinity when nothing bounds them. */
export interface Bucket {
  low: number;
  high: number;
  count: number;
}
