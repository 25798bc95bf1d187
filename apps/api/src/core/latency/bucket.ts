/** `count` values lie between `low` and `high`, in ms; `high` is Infinity when nothing bounds them. */
export interface Bucket {
  low: number;
  high: number;
  count: number;
}

/**
 * Occupied buckets of an exponential scale, lowest first: the places `from` to `to` (exclusive) of two lists. Lent by
 * the reader of bytes: good until the next bytes are read.
 */
export interface BucketRun {
  indices: Int32Array;
  counts: Float64Array;
  from: number;
  to: number;
}
