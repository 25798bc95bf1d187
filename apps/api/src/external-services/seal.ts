import { createHmac } from 'node:crypto';

/** 132 bits of base64url: nobody meets another one by chance. */
const LENGTH = 22;

/** An id as vendors make them; anything else may be a name. */
export const isRandomId = (text: string): boolean => /^[\w-]{1,64}$/.test(text);

/**
 * Makes of what may name a person, such as the name of a room, something that only tells same from same. Without the
 * secret nobody can find out what was sealed by trying.
 */
export class Seal {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = createHmac('sha256', secret).update('what vendors call rooms and events').digest();
  }

  room(name: string): string {
    return this.of('room', name);
  }

  event(id: string | Buffer): string {
    return this.of('event', id);
  }

  /** An id that is random by the vendor's word stays as it is; one that looks like anything else is sealed. */
  randomId(id: string | null): string | null {
    return id === null || isRandomId(id) ? id : this.of('id', id);
  }

  private of(kind: string, value: string | Buffer): string {
    return createHmac('sha256', this.key)
      .update(`${kind}\0`)
      .update(value)
      .digest('base64url')
      .slice(0, LENGTH);
  }
}
