const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;

export interface JsonShape {
  /** How deep brackets nest. */
  depth: number;
  /** Objects and lists. */
  containers: number;
  /** Colons: each name takes a place of its own. */
  names: number;
  /** Commas: with the containers at least as many as there are values. */
  commas: number;
}

/** What a JSON text would take in memory, strings left out, before anything is built; counted up to the first too many. */
export function jsonShape(text: Uint8Array, most: JsonShape): JsonShape {
  let [depth, deepest, containers, names, commas] = [0, 0, 0, 0, 0];
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (inString) {
      if (char === BACKSLASH) i++;
      else if (char === QUOTE) inString = false;
    } else if (char === QUOTE) inString = true;
    else if (char === 0x7b || char === 0x5b) {
      containers++;
      deepest = Math.max(deepest, ++depth);
      if (containers > most.containers || depth > most.depth) break;
    } else if (char === 0x7d || char === 0x5d) depth--;
    else if (char === COMMA) {
      if (++commas > most.commas) break;
    } else if (char === COLON && ++names > most.names) break;
  }
  return { depth: deepest, containers, names, commas };
}
