/** Encoded bytes that cannot be what was written. */
export class DamagedDistribution extends Error {
  constructor(what: string) {
    super(`The stored latency distribution is damaged: ${what}`);
  }
}

const LONGEST_VARINT = 8;

/** All writers share one piece of memory, one after the other: what is written is copied out when it is done. */
let scratch = Buffer.allocUnsafe(16 * 1024);

/** Appends numbers compactly. Only the writer that was made last may write. */
export class ByteWriter {
  private length = 0;

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

  real(value: number): void {
    this.byte(0); // makes room
    scratch.writeDoubleBE(value, this.length - 1);
    this.length += 7;
  }

  done(): Buffer {
    return Buffer.from(scratch.subarray(0, this.length));
  }
}

/** Reads what `ByteWriter` wrote. @throws DamagedDistribution where that cannot be. */
export class ByteReader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  byte(): number {
    if (this.at >= this.bytes.length) throw new DamagedDistribution('it ends too early');
    return this.bytes[this.at++]!;
  }

  whole(most = Number.MAX_SAFE_INTEGER): number {
    let value = 0;
    for (let i = 0; i < LONGEST_VARINT; i++) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte >= 0x80) continue;
      if (value > most) break;
      return value;
    }
    throw new DamagedDistribution('a number is out of range');
  }

  signed(): number {
    const value = this.whole();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A number, or Infinity; never NaN. */
  real(): number {
    if (this.at + 8 > this.bytes.length) throw new DamagedDistribution('it ends too early');
    const value = this.view.getFloat64(this.at);
    this.at += 8;
    if (Number.isNaN(value)) throw new DamagedDistribution('a number is not a number');
    return value;
  }
}
