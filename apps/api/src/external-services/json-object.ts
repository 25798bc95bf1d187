/** An object of a vendor's JSON. Whatever is missing or of another type reads as null, or as an empty object. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object that a text holds; null when it holds anything else, or is no JSON. */
export function jsonObjectIn(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The object of a key; an empty one where there is none. */
export function partOf(told: JsonObject, key: string): JsonObject {
  const value = told[key];
  return isJsonObject(value) ? value : {};
}

/** Null for an empty text, too: proto JSON may send it or leave it out. */
export function textOf(told: JsonObject, key: string): string | null {
  const value = told[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The number of a key, also where it is told as a text. */
export function numberOf(told: JsonObject, key: string): number | null {
  const value = told[key];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A time told as seconds since 1970 (fractions too), as milliseconds, or in RFC 3339. Null for 0 and below. */
export function timeOf(told: JsonObject, key: string): Date | null {
  const number = numberOf(told, key);
  if (number !== null) return number > 0 ? dateOf(isMs(number) ? number : number * 1000) : null;
  const text = textOf(told, key);
  return text !== null && /^\d{4}-\d\d-\d\dT/.test(text) ? dateOf(Date.parse(text)) : null;
}

/** Seconds of our age have ten digits, milliseconds thirteen. */
export const isMs = (time: number): boolean => time >= 1e12;

/** Vendors' enumerations are words; one that is not in `words` is null. */
export function wordOf<Meaning>(
  words: Readonly<Record<string, Meaning>>,
  word: string | number | null,
): Meaning | null {
  return word !== null && Object.hasOwn(words, word) ? words[word]! : null;
}

function dateOf(ms: number): Date | null {
  const date = new Date(Math.round(ms));
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? null : date;
}
