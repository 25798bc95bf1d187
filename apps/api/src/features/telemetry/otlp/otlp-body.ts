import { gunzipSync, inflateSync } from 'node:zlib';
import { DomainError } from '../../../core/domain-error';

/** Largest body as it is sent; an SDK sends a few kB, a Collector up to some hundreds. */
export const MOST_SENT_BYTES = 4 * 1024 * 1024;
/** Largest body once decompressed: what the OTLP specification recommends. */
const MOST_BYTES = 64 * 1024 * 1024;

const DECOMPRESS = { gzip: gunzipSync, deflate: inflateSync };

/**
 * The body as it was before its content encoding.
 * @throws DomainError 'unsupported_media' for an unknown encoding, 'too_large' beyond 64 MiB, 'invalid' if damaged.
 */
export function decompressed(body: Buffer, encoding: string | null): Buffer {
  const name = (encoding ?? 'identity').trim().toLowerCase();
  if (name === 'identity' || name === '') return body;
  if (name !== 'gzip' && name !== 'deflate')
    throw new DomainError('unsupported_media', 'The content encoding must be gzip, deflate or identity.');
  try {
    return DECOMPRESS[name](body, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
      throw new DomainError('too_large', `The body is larger than ${MOST_BYTES} bytes once decompressed.`);
    throw new DomainError('invalid', `The body cannot be decompressed as ${name}.`);
  }
}
