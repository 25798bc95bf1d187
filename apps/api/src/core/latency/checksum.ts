/** CRC-32 as in IEEE 802.3 (reflected polynomial 0xEDB88320): finds every damage of up to 32 neighbouring bits. */
export function checksumOf(bytes: Uint8Array, length = bytes.length): number {
  let crc = 0xffffffff;
  let at = 0;
  // Four bytes at a time, with what each of them does to the checksum four bytes on ("slicing by 4").
  for (; at + 4 <= length; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    crc =
      AFTER_4[crc & 0xff]! ^
      AFTER_3[(crc >>> 8) & 0xff]! ^
      AFTER_2[(crc >>> 16) & 0xff]! ^
      AFTER_1[crc >>> 24]!;
  }
  for (; at < length; at++) crc = AFTER_1[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const AFTER_1 = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
const AFTER_2 = AFTER_1.map(oneByteOn);
const AFTER_3 = AFTER_2.map(oneByteOn);
const AFTER_4 = AFTER_3.map(oneByteOn);

function oneByteOn(crc: number): number {
  return AFTER_1[crc & 0xff]! ^ (crc >>> 8);
}
