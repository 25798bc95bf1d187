import type { BucketRun } from './bucket';
import { checksumOf } from './checksum';

/** Encoded bytes that cannot be what was written. */
export class DamagedDistribution extends Error {
  constructor(what: string) {
    super(`The stored latency distribution is damaged: ${what}`);
  }
}

const LONGEST_VARINT = 8;
export const CHECKSUM_BYTES = 4;

/** All writers share one piece of memory, one after the other: what is written is copied out when it is done. */
let scratch = Buffer.allocUnsafe(16 * 1024);

/** Appends numbers compactly. Only the writer that was made last may write. */
export class ByteWriter {
  private length = 0;

  /** 0 to 255. */
  byte(value: number): void {
    if (this.length + 8 > scratch.length) scratch = Buffer.concat([scratch], scratch.length * 2);
    scratch[this.length++] = value;
  }

  /** A whole number from 0 to 2^53 − 1, seven bits a byte, lowest first. */
  whole(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.byte((rest % 0x80) | 0x80);
    this.byte(rest);
  }

  /** A whole number of either sign, near 0 the shortest. */
  signed(value: number): void {
    this.whole(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** -0 is written as 0: they are equal, and equal content has equal bytes. */
  real(value: number): void {
    this.byte(0); // makes room
    scratch.writeDoubleBE(value + 0, this.length - 1);
    this.length += 7;
  }

  /** What was appended, and its checksum. */
  sealed(): Buffer {
    const sealed = Buffer.allocUnsafe(this.length + CHECKSUM_BYTES);
    scratch.copy(sealed, 0, 0, this.length);
    sealed.writeUInt32BE(checksumOf(sealed, this.length), this.length);
    return sealed;
  }
}

/** Reads what `ByteWriter` wrote. @throws DamagedDistribution where that cannot be. */
export class ByteReader {
  private at = 0;
  private readonly view: DataView;

  private end: number;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.end = bytes.length;
  }

  get isAtEnd(): boolean {
    return this.at === this.end;
  }

  /** Takes the checksum off the end. */
  unseal(): void {
    const length = this.bytes.length - CHECKSUM_BYTES;
    if (length < this.at || this.view.getUint32(length) !== checksumOf(this.bytes, length))
      throw new DamagedDistribution('its checksum does not match');
    this.end = length;
  }

  /** A byte from 0 to `most`. */
  byte(most = 255): number {
    if (this.at >= this.end) throw new DamagedDistribution('it ends too early');
    const byte = this.bytes[this.at++]!;
    if (byte > most) throw new DamagedDistribution('a mark is not known');
    return byte;
  }

  /** A whole number from 0 to `most`. Read a thousand times a distribution: no calls, no powers. */
  whole(most = Number.MAX_SAFE_INTEGER): number {
    const { bytes, end } = this;
    let [value, weight] = [0, 1];
    for (let i = 0; i < LONGEST_VARINT; i++, weight *= 0x80) {
      if (this.at >= end) throw new DamagedDistribution('it ends too early');
      const byte = bytes[this.at++]!;
      if (byte >= 0x80) {
        value += (byte & 0x7f) * weight;
        continue;
      }
      value += byte * weight;
      if (value > most || (byte === 0 && i > 0)) break;
      return value;
    }
    throw new DamagedDistribution('a number is out of range');
  }

  /** As `whole`, of things that take two bytes at least: no more than can follow. */
  countOfPairs(): number {
    const count = this.whole();
    if (count * 2 > this.end - this.at) throw new DamagedDistribution('it ends too early');
    return count;
  }

  /**
   * Occupied buckets as `ByteWriter` is given them: the first index with its sign, each later one as the gap before it,
   * and counts of at least 1. Answers how many values they hold.
   * @param furthest largest index allowed, of either sign
   */
  buckets(run: BucketRun, furthest: number): number {
    const { bytes, end } = this;
    const { indices, counts, from, to } = run;
    let [next, total] = [0, 0];
    for (let i = from; i < to; i++) {
      const { at } = this;
      let [gap, count] = [0, 0];
      const short = i > from && at + 3 <= end && bytes[at]! < 0x80 ? bytes[at + 1]! : 0;
      const more = bytes[at + 2]!;
      // nearly all gaps take one byte and nearly all counts one or two: those without a call
      if (short > 0 && short < 0x80) {
        gap = bytes[at]!;
        count = short;
        this.at = at + 2;
      } else if (short >= 0x80 && more > 0 && more < 0x80) {
        gap = bytes[at]!;
        count = (short & 0x7f) | (more << 7);
        this.at = at + 3;
      } else {
        gap = i === from ? this.signed() : this.whole();
        count = this.whole();
      }
      const index = next + gap;
      if (index > furthest || index < -furthest) throw new DamagedDistribution('a bucket lies out of range');
      if (count === 0) throw new DamagedDistribution('it counts nothing');
      indices[i] = index;
      counts[i] = count;
      total += count;
      next = index + 1;
    }
    return total;
  }

  /** A whole number told as zigzag: 0, −1, 1, −2 … @throws DamagedDistribution as `whole` */
  signed(): number {
    const value = this.whole();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A number, or Infinity; never NaN. */
  real(): number {
    if (this.at + 8 > this.end) throw new DamagedDistribution('it ends too early');
    const value = this.view.getFloat64(this.at);
    this.at += 8;
    if (Number.isNaN(value)) throw new DamagedDistribution('a number is not a number');
    return value;
  }
}
