import { createServer } from 'node:net';
import { codeOf } from './launch-error';
import { pause } from './processes';

/** Why nobody can listen there, with the cure; null when it is possible. */
export function whyNotListen(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(obstacle(codeOf(error), host, port)));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}

function obstacle(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use. Stop the other program, or set PORT to a free one.`;
  if (code === 'EACCES')
    return `Port ${port} on ${host} may not be used by this account (EACCES). Set PORT to 1024 or above.`;
  return `HOST ${host} is no address of this machine (${code}). Set HOST to one, such as 127.0.0.1 or 0.0.0.0.`;
}

/** True as soon as the address answers with 200; false when it has not within that time. */
export async function answers(url: string, withinMs: number): Promise<boolean> {
  for (const deadline = performance.now() + withinMs; performance.now() < deadline; await pause(50)) {
    const status = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      async (response) => (await response.arrayBuffer(), response.status),
      () => 0,
    );
    if (status === 200) return true;
  }
  return false;
}
