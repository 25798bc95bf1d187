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

/** Every process that names this directory in its command line; a killed one that nobody has buried is none. */
export const processesIn = (directory: string): Seen[] =>
  processes().filter(({ pid, command }) => pid !== process.pid && command.includes(directory));

export const isRunning = (pid: number): boolean => processes().some((seen) => seen.pid === pid);

/** A process and everything below it. */
export function familyOf(root: number): number[] {
  const all = processes();
  const family = [root];
  for (const pid of family)
    family.push(...all.filter(({ parent }) => parent === pid).map((child) => child.pid));
  return family;
}
