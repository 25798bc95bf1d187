import protobuf from 'protobufjs/minimal.js';
import { type Budget, undecodable } from './otlp-message';

export type Reader = protobuf.Reader;

const BYTES = 2;
const GROUP = 3;

/** A tag as it stands on the wire: number of the field and how it is written. */
export const varintTag = (field: number): number => field << 3;
export const fixed64Tag = (field: number): number => (field << 3) | 1;
export const bytesTag = (field: number): number => (field << 3) | BYTES;

/** Reads one field and answers true; false for one that is not wanted, or not of this wire type: it is skipped. */
type ReadField = (tag: number, reader: Reader) => boolean;

/**
 * Reads the fields of one message up to `end` without building what nobody asks for.
 * @throws Error for bytes that are no message. DomainError 'too_large' for too many fields.
 */
export function readFields(reader: Reader, end: number, budget: Budget, read: ReadField): void {
  while (reader.pos < end) {
    budget.spendField();
    const tag = reader.uint32();
    if (!read(tag, reader)) skip(reader, tag);
  }
  if (reader.pos !== end) throw new RangeError('a message ends within a field');
}

/** Groups went before OpenTelemetry came; whoever writes one has somebody count its fields for nothing. */
function skip(reader: Reader, tag: number): void {
  if ((tag & 7) === GROUP) throw new RangeError('it has a group');
  reader.skipType(tag & 7, 0, tag >>> 3);
}

/** @throws DomainError 'invalid' where the bytes read are none that protobuf writes. */
export function readingWire(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (error instanceof RangeError || (error as Error).constructor === Error)
      throw undecodable((error as Error).message);
    throw error;
  }
}

/** The place where the message, list or text ends that begins here. */
export function endOf(reader: Reader): number {
  const end = reader.uint32() + reader.pos;
  if (end > reader.len) throw new RangeError('a message ends too early');
  return end;
}

/** Reads the message that begins here. */
export const readMessage = (reader: Reader, budget: Budget, read: ReadField): true => {
  readFields(reader, endOf(reader), budget, read);
  return true;
};

/** Reads a list of numbers written one after the other. */
export function readPacked(
  reader: Reader,
  numbers: number[],
  budget: Budget,
  read: (reader: Reader) => number,
): true {
  const end = endOf(reader);
  while (reader.pos < end) budget.append(numbers, read(reader));
  if (reader.pos !== end) throw new RangeError('a list is cut within a number');
  return true;
}

/** A fixed 64-bit number; above 2^53 it is rounded. */
export function fixed64Number(reader: Reader): number {
  const low = reader.fixed32();
  return reader.fixed32() * 2 ** 32 + low;
}

export const doubleNumber = (reader: Reader): number => reader.double();

/** A 64-bit varint; above 2^53 it is rounded. */
export function varintNumber(reader: Reader): number {
  return numberOf(reader.uint64(), false);
}

export function signedVarintNumber(reader: Reader): number {
  return numberOf(reader.int64(), true);
}

function numberOf(value: number | { high: number; low: number }, signed: boolean): number {
  if (typeof value === 'number') return value;
  return (signed ? value.high : value.high >>> 0) * 2 ** 32 + (value.low >>> 0);
}
