import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export const HOST = '127.0.0.1';

/** A server's connection to the world: it can be cut, and comes back at the same port. */
export class Line {
  private port = 0;
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly server: Server) {}

  /** 0: any free port. Answers which. */
  async open(port: number): Promise<number> {
    await this.listen(port);
    return (this.port = (this.server.address() as AddressInfo).port);
  }

  /** Turns take effect one after another; resolves when this one has. */
  connect(isConnected: boolean): Promise<void> {
    this.turn = this.turn
      .then(() => (isConnected === this.server.listening ? undefined : this.turnTo(isConnected)))
      .catch((error: unknown) => console.warn(`A stand-in could not come back: ${String(error)}`));
    return this.turn;
  }

  close(): Promise<void> {
    return this.connect(false);
  }

  private turnTo(isConnected: boolean): Promise<void> {
    return isConnected ? this.listen(this.port) : this.cut();
  }

  private listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject).listen(port, HOST, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
  }

  private cut(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.close((error) => (error ? reject(error) : resolve()));
      this.server.closeAllConnections();
    });
  }
}
