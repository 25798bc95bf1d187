import { readdirSync, readFileSync } from 'node:fs';

interface Seen {
  pid: number;
  parent: number;
  command: string;
}

function processes(): Seen[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        return []; // it ended while we looked
      }
    });
}

/** The child of `parent` whose command line matches. */
export function childOf(parent: number, command: RegExp): number {
  const found = processes().find((seen) => seen.parent === parent && command.test(seen.command));
  if (!found) throw new Error(`Process ${parent} has no child that matches ${command}`);
  return found.pid;
}

/** Command lines of every process that names this directory in its command line. */
export const runningIn = (directory: string): string[] =>
  processes()
    .filter(({ pid, command }) => pid !== process.pid && command.includes(directory))
    .map(({ command }) => command);
