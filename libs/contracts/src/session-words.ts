/** A label such as "Anxiety" or "academic_stress": one to 48 characters, no @, no run of four digits. */
export const CATEGORY =
  /^(?!.*\p{Nd}{4})(?=.{1,48}$)[\p{L}\d](?:[\p{L}\p{M}\d &/'’+(),._-]*[\p{L}\p{M}\d)+.])?$/u;
/** Any version; upper case is the same session. */
export const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

export const isSessionId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** The category as it is kept: two spellings of one accented letter are one. Null for what cannot be one. */
export function categoryOf(value: unknown): string | null {
  const label = typeof value === 'string' ? value.normalize('NFC') : '';
  return CATEGORY.test(label) ? label : null;
}
