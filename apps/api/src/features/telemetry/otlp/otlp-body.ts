import { promisify } from 'node:util';
import { gunzip, gunzipSync, inflate, inflateSync } from 'node:zlib';
import { DomainError } from '../../../core/domain-error';

/** Largest body as it is sent; an SDK sends a few kB, a Collector up to some hundreds. */
export const MOST_SENT_BYTES = 4 * 1024 * 1024;
/** Largest body once decompressed: what the OTLP specification recommends. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Up to here a body is read at once; larger ones wait for one another. */
const MOST_LIGHT_BYTES = 256 * 1024;

const DECOMPRESS = {
  gzip: { now: gunzipSync, aside: promisify(gunzip) },
  deflate: { now: inflateSync, aside: promisify(inflate) },
};
type Encoding = keyof typeof DECOMPRESS | null;

/**
 * The body as it was before its content encoding; null when it is large.
 * @throws DomainError as `decompressed`.
 */
export function lightBody(body: Buffer, contentEncoding: string | null): Buffer | null {
  const encoding = encodingOf(contentEncoding);
  if (body.length > MOST_LIGHT_BYTES) return null;
  if (encoding === null) return body;
  try {
    return DECOMPRESS[encoding].now(body, { maxOutputLength: MOST_LIGHT_BYTES });
  } catch (error) {
    if (isTooLarge(error)) return null;
    throw damaged(encoding);
  }
}

/**
 * The body as it was before its content encoding, however large, decompressed beside the thread.
 * @throws DomainError 'unsupported_media' for an unknown encoding, 'too_large' beyond 64 MiB, 'invalid' if damaged.
 */
export async function decompressed(body: Buffer, contentEncoding: string | null): Promise<Buffer> {
  const encoding = encodingOf(contentEncoding);
  if (encoding === null) return body;
  try {
    return await DECOMPRESS[encoding].aside(body, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    if (isTooLarge(error))
      throw new DomainError('too_large', `The body is larger than ${MOST_BYTES} bytes once decompressed.`);
    throw damaged(encoding);
  }
}

/** Null when the bytes are the message itself. */
function encodingOf(contentEncoding: string | null): Encoding {
  const name = (contentEncoding ?? 'identity').trim().toLowerCase();
  if (name === 'gzip' || name === 'deflate') return name;
  if (name === 'identity' || name === '') return null;
  throw new DomainError('unsupported_media', 'The content encoding must be gzip, deflate or identity.');
}

const isTooLarge = (error: unknown): boolean => (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';

const damaged = (encoding: string): DomainError =>
  new DomainError('invalid', `The body cannot be decompressed as ${encoding}.`);
