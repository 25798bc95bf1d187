import protobuf from 'protobufjs/minimal.js';

export type Reader = protobuf.Reader;

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;

type Read = (reader: Reader) => void;
type Handler = { wire: number; read: Read; packed?: Read };

/** What to do with a field of a message. A field of another wire type is skipped like an unknown one. */
export const varint = (read: Read): Handler => ({ wire: VARINT, read });
export const fixed64 = (read: Read): Handler => ({ wire: FIXED64, read });
export const bytes = (read: (value: Uint8Array) => void): Handler => ({
  wire: BYTES,
  read: (reader) => read(reader.bytes()),
});
export const text = (read: (value: string) => void): Handler => ({
  wire: BYTES,
  read: (reader) => read(reader.string()),
});

/** A repeated number, packed or one by one. */
export const repeated = (single: Handler): Handler => ({ ...single, packed: single.read });

/**
 * Reads one protobuf message without building what nobody asks for. @throws Error for bytes that are no message.
 */
export function readMessage(message: Uint8Array, fields: Readonly<Record<number, Handler>>): void {
  const reader = protobuf.Reader.create(message);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const [field, wire] = [tag >>> 3, tag & 7];
    const handler = fields[field];
    if (handler?.wire === wire) handler.read(reader);
    else if (handler?.packed !== undefined && wire === BYTES) readPacked(reader, handler.packed);
    else reader.skipType(wire, 0, field);
  }
}

/** A fixed 64-bit number; above 2^53 it is rounded. */
export function fixed64Number(reader: Reader): number {
  const low = reader.fixed32();
  return reader.fixed32() * 2 ** 32 + low;
}

/** A 64-bit varint; above 2^53 it is rounded. */
export function varintNumber(reader: Reader, signed = false): number {
  const value = signed ? reader.int64() : reader.uint64();
  if (typeof value === 'number') return value;
  return (signed ? value.high : value.high >>> 0) * 2 ** 32 + (value.low >>> 0);
}

function readPacked(reader: Reader, read: Read): void {
  const end = reader.uint32() + reader.pos;
  if (end > reader.len) throw new RangeError('a list ends after its message');
  while (reader.pos < end) read(reader);
  if (reader.pos !== end) throw new RangeError('a list is cut within a number');
}
