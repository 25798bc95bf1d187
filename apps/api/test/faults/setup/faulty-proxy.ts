import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a replica and its database, and is the network that goes wrong. */
export class FaultyProxy {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private delayMs = 0;

  private constructor(
    private readonly target: URL,
    private readonly server: Server,
  ) {
    server.on('connection', (client: Socket) => {
      const upstream = connect(Number(target.port), target.hostname);
      this.pass(client, upstream, () => this.delayMs);
      this.pass(upstream, client, () => 0);
    });
  }

  static async before(databaseUrl: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(new URL(databaseUrl), createServer());
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** Nothing passes any more in either direction; no connection is closed, as when a cable is pulled. */
  cut(): void {
    this.isCut = true;
  }

  /** What was sent meanwhile is lost, and so is every connection of that time. */
  mend(): void {
    this.isCut = false;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Every question takes this much longer from now on. */
  slowDown(ms: number): void {
    this.delayMs = ms;
  }

  async end(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(from: Socket, to: Socket, delayMs: () => number): void {
    this.sockets.add(from);
    let due = 0; // bytes stay in their order also when the delay changes
    from.on('data', (bytes) => {
      if (this.isCut) return;
      const ms = Math.max(delayMs(), due - performance.now());
      due = performance.now() + ms;
      if (ms <= 0) to.write(bytes);
      else setTimeout(() => !this.isCut && !to.destroyed && to.write(bytes), ms);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
  }
}
