import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';

/**
 * Asks for the same page over HTTP/1.1 connections that stay open, one question after the other on each; resolves with
 * the seconds that all of it took. It reads no more of an answer than it must, so that the server is what is measured.
 */
export async function ask(url: string, connections: number, amount: number): Promise<number> {
  const { hostname, port, pathname } = new URL(url);
  const question = `GET ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`;
  const sockets = Array.from({ length: connections }, () => connect(Number(port), hostname).setNoDelay());
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const left = { questions: amount };
  const startedAt = performance.now();
  try {
    await Promise.all(sockets.map((socket) => askOver(socket, question, left)));
    return (performance.now() - startedAt) / 1000;
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

function askOver(socket: Socket, question: string, left: { questions: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const next = () => (left.questions-- > 0 ? socket.write(question) : resolve());
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed a connection')));
    socket.on('data', (part: string) => {
      answer += part;
      if (answer.length < lengthOf(answer)) return;
      if (!answer.startsWith('HTTP/1.1 200 ')) return reject(new Error(answer));
      answer = '';
      next();
    });
    next();
  });
}

/** Of the whole answer; Infinity as long as its head is not complete. */
function lengthOf(answer: string): number {
  const head = answer.indexOf(HEAD_END);
  if (head < 0) return Infinity;
  const at = answer.indexOf('content-length: ');
  return head + HEAD_END.length + parseInt(answer.slice(at + 16, at + 24), 10);
}
