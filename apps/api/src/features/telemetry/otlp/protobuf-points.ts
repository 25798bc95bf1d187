import type { Budget, OtlpBuckets, OtlpPoint } from './otlp-message';
import { AttributesText } from './protobuf-attributes';
import {
  bytesTag,
  doubleNumber,
  fixed64Number,
  fixed64Tag,
  readFields,
  readMessage,
  readPacked,
  type Reader,
  varintNumber,
  varintTag,
} from './wire';

/** A HistogramDataPoint that ends at `end`. */
export function readExplicit(reader: Reader, end: number, budget: Budget): OtlpPoint {
  const point = emptyPoint(budget);
  const attributes = new AttributesText(budget);
  const explicit = (point.explicit = { bounds: [] as number[], counts: [] as number[] });
  readFields(reader, end, budget, (tag) => {
    if (tag === bytesTag(9)) attributes.take(reader);
    else if (tag === bytesTag(6)) readPacked(reader, explicit.counts, budget, fixed64Number);
    else if (tag === fixed64Tag(6)) budget.append(explicit.counts, fixed64Number(reader));
    else if (tag === bytesTag(7)) readPacked(reader, explicit.bounds, budget, doubleNumber);
    else if (tag === fixed64Tag(7)) budget.append(explicit.bounds, reader.double());
    else if (tag === fixed64Tag(11)) point.min = reader.double();
    else if (tag === fixed64Tag(12)) point.max = reader.double();
    else return readShared(tag, reader, point);
    return true;
  });
  point.attributes = attributes.text(reader);
  return point;
}

/** An ExponentialHistogramDataPoint that ends at `end`. */
export function readExponential(reader: Reader, end: number, budget: Budget): OtlpPoint {
  const point = emptyPoint(budget);
  const attributes = new AttributesText(budget);
  const shape = (point.exponential = {
    scale: 0,
    zeroCount: 0,
    zeroThreshold: 0,
    positive: { offset: 0, counts: [] as number[] },
    negative: { offset: 0, counts: [] as number[] },
  });
  readFields(reader, end, budget, (tag) => {
    if (tag === bytesTag(1)) attributes.take(reader);
    else if (tag === bytesTag(8)) return readBuckets(reader, shape.positive, budget);
    else if (tag === bytesTag(9)) return readBuckets(reader, shape.negative, budget);
    else if (tag === varintTag(6)) shape.scale = reader.sint32();
    else if (tag === fixed64Tag(7)) shape.zeroCount = fixed64Number(reader);
    else if (tag === fixed64Tag(12)) point.min = reader.double();
    else if (tag === fixed64Tag(13)) point.max = reader.double();
    else if (tag === fixed64Tag(14)) shape.zeroThreshold = reader.double();
    else return readShared(tag, reader, point);
    return true;
  });
  point.attributes = attributes.text(reader);
  return point;
}

function emptyPoint(budget: Budget): OtlpPoint {
  budget.spendPoint();
  return {
    attributes: '',
    startMs: 0,
    atMs: 0,
    count: 0,
    sum: null,
    min: null,
    max: null,
    flags: 0,
    explicit: null,
    exponential: null,
  };
}

/** Fields that have the same numbers in both kinds of points. */
function readShared(tag: number, reader: Reader, point: OtlpPoint): boolean {
  if (tag === fixed64Tag(2)) point.startMs = nanoseconds(fixed64Number(reader));
  else if (tag === fixed64Tag(3)) point.atMs = nanoseconds(fixed64Number(reader));
  else if (tag === fixed64Tag(4)) point.count = fixed64Number(reader);
  else if (tag === fixed64Tag(5)) point.sum = reader.double();
  else if (tag === varintTag(10)) point.flags = reader.uint32();
  else return false;
  return true;
}

const readBuckets = (reader: Reader, buckets: OtlpBuckets, budget: Budget): true =>
  readMessage(reader, budget, (tag) => {
    if (tag === varintTag(1)) buckets.offset = reader.sint32();
    else if (tag === bytesTag(2)) readPacked(reader, buckets.counts, budget, varintNumber);
    else if (tag === varintTag(2)) budget.append(buckets.counts, varintNumber(reader));
    else return false;
    return true;
  });

const nanoseconds = (value: number): number => Math.round(value / 1000) / 1000;
