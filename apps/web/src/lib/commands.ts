/** Something that can be done from the palette. */
export interface Command {
  id: string;
  name: string;
  /** What else it is looked for by. */
  also?: string;
  /** The single key that does the same. */
  key?: string;
  run: () => void;
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[.\s]+/g, ' ')
    .trim();

/** Commands that hold every word of what was typed; those whose name begins with it first. */
export function matching(commands: Command[], typed: string): Command[] {
  const wanted = plain(typed);
  const words = wanted.split(' ');
  const found = commands.filter(({ name, also = '' }) => {
    const text = plain(`${name} ${also}`);
    return words.every((word) => text.includes(word));
  });
  const begins = ({ name }: Command) => wanted !== '' && plain(name).startsWith(wanted);
  return [...found.filter(begins), ...found.filter((command) => !begins(command))];
}

/** The place after a step through a list that has no ends; 0 where there is nothing. */
export const stepped = (at: number, by: number, length: number): number =>
  length === 0 ? 0 : (((at + by) % length) + length) % length;
