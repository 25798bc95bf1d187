/** Names that every object has of itself: a lookup table of allowed properties seems to know them. */
const INHERITED = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/** Paths of own properties with such names in parsed JSON, at any depth; the depth was limited when it was parsed. */
export function inheritedNames(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const field = path === '' ? name : `${path}.${name}`;
    return INHERITED.has(name) ? [field] : inheritedNames(inner, field);
  });
}
