import protobuf from 'protobufjs/minimal.js';
import { type Attributes, type AttributeValue, Budget, type OtlpPoint } from './otlp-message';
import {
  bytesTag,
  endOf,
  fixed64Tag,
  readingWire,
  readMessage,
  type Reader,
  signedVarintNumber,
  varintTag,
} from './wire';

/** The attributes of one point as the bytes that they are, unread; senders write them one after the other. */
export class AttributesText {
  private before = '';
  private from = 0;
  private to = 0;

  constructor(private readonly budget: Budget) {}

  /** The attribute that begins here, after its tag of one byte. */
  take(reader: Reader): void {
    this.budget.spendPart();
    const from = reader.pos - 1;
    if (from !== this.to) {
      this.before = this.text(reader);
      this.from = from;
    }
    this.to = reader.pos = endOf(reader);
  }

  text(reader: Reader): string {
    if (this.to === this.from) return this.before;
    return this.before + (reader.buf as Buffer).toString('latin1', this.from, this.to);
  }
}

/** Reads what `AttributesText` put together. @throws DomainError 'invalid' or 'too_large'. */
export function attributesOf(point: Pick<OtlpPoint, 'attributes'>): Attributes {
  const reader = protobuf.Reader.create(Buffer.from(point.attributes, 'latin1'));
  const budget = new Budget();
  const attributes: Attributes = [];
  readingWire(() => {
    while (reader.pos < reader.len) {
      reader.pos += 1;
      attributes.push(readPair(reader, budget));
    }
  });
  return attributes;
}

/** A KeyValue. Field numbers: opentelemetry-proto, common/v1/common.proto. */
export function readPair(reader: Reader, budget: Budget): [string, AttributeValue] {
  budget.spendPart();
  let key = '';
  let value: AttributeValue = null;
  readMessage(reader, budget, (tag) => {
    if (tag === bytesTag(1)) key = reader.string();
    else if (tag === bytesTag(2)) value = readValue(reader, budget);
    else return false;
    return true;
  });
  return [key, value];
}

/** Lists, maps and bytes are compared only: they come as a text of their own. The last one written holds. */
function readValue(reader: Reader, budget: Budget): AttributeValue {
  let value: AttributeValue = null;
  let opaqueAt: number | null = null;
  readMessage(reader, budget, (tag) => {
    if (tag === bytesTag(5) || tag === bytesTag(6) || tag === bytesTag(7)) {
      opaqueAt = reader.pos;
      return false;
    }
    if (tag === bytesTag(1)) value = reader.string();
    else if (tag === varintTag(2)) value = reader.bool();
    else if (tag === varintTag(3)) value = signedVarintNumber(reader);
    else if (tag === fixed64Tag(4)) value = reader.double();
    else return false;
    opaqueAt = null;
    return true;
  });
  return opaqueAt === null ? value : opaque(reader, opaqueAt);
}

function opaque(reader: Reader, at: number): string {
  const after = reader.pos;
  reader.pos = at;
  const value = `bytes ${Buffer.from(reader.bytes()).toString('base64')}`;
  reader.pos = after;
  return value;
}
