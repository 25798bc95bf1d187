import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { ROOT, START } from './watchroom';

/** `npm run <program> -- …` without npm, on the data of one installation. */
export async function runCommand(
  dataDir: string,
  program: 'admin' | 'demo',
  args: string[],
  input = '',
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [START, program, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, output: `${out}${complaints}` };
}
