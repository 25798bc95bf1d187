const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** How deep brackets nest in a JSON text and how many there are, strings left out; before anything is built. */
export function jsonShape(text: Uint8Array): { depth: number; containers: number } {
  let [depth, deepest, containers] = [0, 0, 0];
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
    } else if (char === 0x7d || char === 0x5d) depth--;
  }
  return { depth: deepest, containers };
}
