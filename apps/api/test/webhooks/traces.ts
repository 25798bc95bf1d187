import { createHash } from 'node:crypto';

/** So many characters of an encoding are no accident. */
const ENOUGH = 16;

/**
 * The texts by which `secret` would be found again: as it is, URL-encoded, in hex, in base64 at each of the three
 * offsets that what stands before it may bring, and its plain hashes, which anybody could try out.
 */
export function tracesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const word = secret.split(/\W/)[0]!;
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(4, 4 + ENOUGH),
  );
  const hashes = ['md5', 'sha1', 'sha256', 'sha512'].flatMap((algorithm) => {
    const digest = createHash(algorithm).update(secret).digest();
    return [digest.toString('hex'), digest.toString('base64'), digest.toString('base64url')];
  });
  return [
    word,
    encodeURIComponent(secret),
    Buffer.from(word).toString('hex'),
    ...base64,
    ...hashes.map((hash) => hash.slice(0, ENOUGH)),
  ];
}

/** Those traces of `secret` that are found in `text`, in upper or lower case. */
export function tracesIn(text: string, secret: string): string[] {
  const found = text.toLowerCase();
  return tracesOf(secret).filter((trace) => found.includes(trace.toLowerCase()));
}
