import type { AttributeValue, Budget } from './otlp-message';
import { bytesTag, endOf, fixed64Tag, readMessage, type Reader, signedVarintNumber, varintTag } from './wire';

/** A KeyValue. Field numbers: opentelemetry-proto, common/v1/common.proto. */
export function readPair(reader: Reader, budget: Budget): [string, AttributeValue] {
  budget.spendPart();
  let key = '';
  let value: AttributeValue = null;
  readMessage(reader, (tag) => {
    if (tag === bytesTag(1)) key = reader.string();
    else if (tag === bytesTag(2)) value = readValue(reader);
    else return false;
    return true;
  });
  return [key, value];
}

/** Lists, maps and bytes are compared only: they come as a text of their own. */
function readValue(reader: Reader): AttributeValue {
  let value: AttributeValue = null;
  readMessage(reader, (tag) => {
    if (tag === bytesTag(1)) value = reader.string();
    else if (tag === varintTag(2)) value = reader.bool();
    else if (tag === varintTag(3)) value = signedVarintNumber(reader);
    else if (tag === fixed64Tag(4)) value = reader.double();
    else if (tag === bytesTag(5) || tag === bytesTag(6) || tag === bytesTag(7)) value = opaque(reader);
    else return false;
    return true;
  });
  return value;
}

function opaque(reader: Reader): string {
  const [from, end] = [reader.pos, endOf(reader)];
  reader.pos = from;
  const value = `bytes ${Buffer.from(reader.bytes()).toString('base64')}`;
  reader.pos = end;
  return value;
}
