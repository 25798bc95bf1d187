/** CRC-32 as in IEEE 802.3 (reflected polynomial 0xEDB88320): finds every damage of up to 32 neighbouring bits. */
export function checksumOf(bytes: ArrayLike<number>, length = bytes.length): number {
  let crc = 0xffffffff;
  for (let at = 0; at < length; at++) crc = TABLE[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
