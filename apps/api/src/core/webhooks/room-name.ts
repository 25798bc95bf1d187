import { categoryOf, isSessionId } from '@watchroom/contracts';
import type { RoomMark } from './service-event';

export const NO_MARK: RoomMark = { sessionId: null, category: null };

const NAME = /^(?:(.{1,60})--)?([\da-f-]{36})$/i;
const LOWER_WORDS = /^[a-z]+(?:-[a-z]+)*$/;
const LONGEST_METADATA = 65_536;

/**
 * What a room's name says by our convention: `<category-slug>--<session uuid>`, or the UUID alone, ties the meeting
 * to the platform's session. `academic-stress` is "Academic stress"; a slug with anything but lower-case letters in
 * it is taken as written. A slug that cannot be a category leaves the session without one.
 */
export function readRoomName(name: string): RoomMark {
  const [, slug, id] = NAME.exec(name) ?? [];
  if (!isSessionId(id)) return NO_MARK;
  return { sessionId: id.toLowerCase(), category: slug === undefined ? null : categoryOf(labelOf(slug)) };
}

/**
 * What the metadata of a room says by our convention: JSON with `session_id` and `counselor_category`. Nothing else
 * of it is looked at.
 */
export function readRoomMetadata(metadata: string): RoomMark {
  if (metadata.length > LONGEST_METADATA || !metadata.includes('session_id')) return NO_MARK;
  const told = objectOf(metadata);
  const sessionId = told?.session_id;
  if (!isSessionId(sessionId)) return NO_MARK;
  return { sessionId: sessionId.toLowerCase(), category: categoryOf(told?.counselor_category) };
}

/** The name comes first; metadata of the same session may add the category. */
export function joinMarks(name: RoomMark, metadata: RoomMark): RoomMark {
  if (name.sessionId === null) return metadata;
  const isSame = name.sessionId === metadata.sessionId;
  return { sessionId: name.sessionId, category: name.category ?? (isSame ? metadata.category : null) };
}

function labelOf(slug: string): string {
  if (!LOWER_WORDS.test(slug)) return slug;
  const words = slug.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function objectOf(text: string): Partial<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
