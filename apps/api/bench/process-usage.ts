import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100; // USER_HZ: the same on every Linux that Node runs on
const PAGE_BYTES = 4096;

/** What a process has used so far. */
export interface ProcessUsage {
  cpuMs: number;
  rssMiB: number;
}

export function usageOf(pid: number): ProcessUsage {
  if (process.platform !== 'linux') return usageByPs(pid);
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [userTicks = 0, systemTicks = 0, pages = 0] = [fields[11], fields[12], fields[21]];
  return {
    cpuMs: ((userTicks + systemTicks) / TICKS_PER_SECOND) * 1000,
    rssMiB: (pages * PAGE_BYTES) / 1024 ** 2,
  };
}

/** A process with its children: PostgreSQL has one for each connection. Those that have ended are counted, too. */
export function usageOfTree(pid: number): ProcessUsage {
  if (process.platform !== 'linux') return usageByPs(pid);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean);
  const total = usageOf(pid);
  for (const child of children) {
    const { cpuMs, rssMiB } = usageOf(Number(child));
    total.cpuMs += cpuMs;
    total.rssMiB += rssMiB;
  }
  return total;
}

function usageByPs(pid: number): ProcessUsage {
  const [time = '', rss = '0'] = execFileSync('ps', ['-o', 'cputime=,rss=', '-p', String(pid)], {
    encoding: 'utf8',
  })
    .trim()
    .split(/\s+/);
  const seconds = time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return { cpuMs: seconds * 1000, rssMiB: Number(rss) / 1024 };
}
