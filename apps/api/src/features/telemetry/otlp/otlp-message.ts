import { DomainError } from '../../../core/domain-error';

/** Values of attributes that are compared only; lists and maps come as a text of their own. */
export type AttributeValue = string | number | boolean | null;
export type Attributes = [key: string, value: AttributeValue][];

/** Counts of consecutive exponential buckets, the first at `offset`. */
export interface OtlpBuckets {
  offset: number;
  counts: number[];
}

/** A histogram point as the wire has it: nothing judged yet. Times in ms, 0 = not set. */
export interface OtlpPoint {
  /** As the sender wrote them, in one text: equal texts are equal attributes, and dear to read only once. */
  attributes: string;
  startMs: number;
  atMs: number;
  count: number;
  /** Null when not sent, as `min` and `max`. */
  sum: number | null;
  min: number | null;
  max: number | null;
  flags: number;
  explicit: { bounds: number[]; counts: number[] } | null;
  exponential: {
    scale: number;
    zeroCount: number;
    zeroThreshold: number;
    positive: OtlpBuckets;
    negative: OtlpBuckets;
  } | null;
}

/** The histogram `http.server.request.duration` of one resource and scope. */
export interface OtlpMetric {
  resource: Attributes;
  /** Name and version of the instrumentation. */
  scope: string;
  unit: string;
  /** 1 delta, 2 cumulative. */
  temporality: number;
  /** Reads the attributes of a point. @throws DomainError 'invalid' or 'too_large'. */
  attributesOf: (point: OtlpPoint) => Attributes;
  points: OtlpPoint[];
}

export const METRIC_NAME = 'http.server.request.duration';

/** Of protobuf, wanted or not, at two bytes each at least: some forty of as many points as there may be. */
const MOST_FIELDS = 2_000_000;
const MOST_PARTS = 200_000;
const MOST_POINTS = 50_000;
/** As many points as that with 100 buckets each; 40 MB. */
const MOST_NUMBERS = 5_000_000;

/** Keeps a request from taking memory or time without end, however small it was on the wire. */
export class Budget {
  private fields = MOST_FIELDS;
  private parts = MOST_PARTS;
  private points = MOST_POINTS;
  private numbers = MOST_NUMBERS;

  /** @throws DomainError when there are too many fields. */
  spendField(): void {
    if (--this.fields < 0)
      throw new DomainError(
        'too_large',
        `The request has more than ${MOST_FIELDS} fields; send it in smaller ones.`,
      );
  }

  /** @throws DomainError when there are too many resources, scopes, metrics and attributes. */
  spendPart(): void {
    if (--this.parts < 0)
      throw new DomainError(
        'too_large',
        `The request has more than ${MOST_PARTS} parts; send it in smaller ones.`,
      );
  }

  /** @throws DomainError when there are too many points. */
  spendPoint(): void {
    if (--this.points < 0)
      throw new DomainError(
        'too_large',
        `The request has more than ${MOST_POINTS} points; send it in smaller ones.`,
      );
  }

  /** @throws DomainError when there are too many bounds and bucket counts: packed, a zero takes one byte. */
  append(numbers: number[], number: number): void {
    if (--this.numbers < 0)
      throw new DomainError(
        'too_large',
        `The request has more than ${MOST_NUMBERS} numbers in lists; send it in smaller ones.`,
      );
    numbers.push(number);
  }
}

/** A body that is not an OTLP metrics request. */
export const undecodable = (what: string): DomainError =>
  new DomainError('invalid', `The body is not an OTLP metrics request: ${what}`);
