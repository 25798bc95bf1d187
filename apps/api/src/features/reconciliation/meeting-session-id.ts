import { createHash } from 'node:crypto';
import type { ExternalServiceKey } from '@watchroom/contracts';

/** Namespace of meetings as sessions; any constant. */
const NAMESPACE = Buffer.from('7f2b5d0c1e8a4c6f9d3ab1c4e5f60718', 'hex');
const BYTES = 16;

/**
 * Id of the session that a meeting is of its own, where no room says which session of the platform it belongs to: the
 * name-based UUID (RFC 9562, version 5) of `<service>:<meeting>`, such as `livekit:RM_nHPUfmxXrHry`. Every replica,
 * and anybody else, comes to the same one.
 */
export function meetingSessionId(service: ExternalServiceKey, meeting: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(`${service}:${meeting}`).digest();
  const bytes = hash.subarray(0, BYTES);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
