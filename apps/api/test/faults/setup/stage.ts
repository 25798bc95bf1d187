import { startDaily } from '../../../simulators/vendors/daily';
import { type Admin, signIn } from '../../e2e/setup/admin';
import { eventually } from '../../e2e/setup/patience';
import { DatabaseServer } from './database-server';
import { FaultyProxy } from './faulty-proxy';
import { Platform } from './platform';
import { Replica } from './replica';
import { Watcher } from './watcher';

/** Everything that a case starts, so that all of it is ended, also when the case fails. */
export class Stage {
  private readonly toEnd: (() => Promise<void>)[] = [];

  async database(settings: Record<string, string> = {}): Promise<DatabaseServer> {
    const server = await DatabaseServer.start(settings);
    this.toEnd.push(() => server.end());
    return server;
  }

  async proxy(databaseUrl: string): Promise<FaultyProxy> {
    const proxy = await FaultyProxy.before(databaseUrl);
    this.toEnd.push(() => proxy.end());
    return proxy;
  }

  /** Settings of a replica that knows one external service, which is fine. */
  async vendor(): Promise<Record<string, string>> {
    const apiKey = 'daily-key';
    const daily = await startDaily({ apiKey });
    this.toEnd.push(() => daily.close());
    return {
      EXTERNAL_SERVICES_IN_USE: 'daily_co',
      DAILY_API_URL: daily.url,
      DAILY_API_KEY: apiKey,
      DAILY_STATUS_URL: daily.statusUrl,
    };
  }

  async replica(databaseUrl: string, settings: Record<string, string> = {}): Promise<Replica> {
    const replica = await Replica.launch(databaseUrl, settings);
    this.toEnd.push(() => replica.end());
    await replica.ready();
    return replica;
  }

  platform(replicas: readonly Replica[], betweenMs?: number): Platform {
    const platform = new Platform(
      replicas.map(({ url }) => url),
      betweenMs,
    );
    this.toEnd.push(() => platform.giveUp());
    return platform;
  }

  watcher({ url }: Replica, admin: Admin): Watcher {
    const watcher = new Watcher(url, admin);
    this.toEnd.push(() => watcher.stop());
    return watcher;
  }

  /** The admin of ADMIN_EMAIL, as soon as there is one. */
  admin({ url }: Replica): Promise<Admin> {
    return eventually(() => signIn(url));
  }

  /** In the reverse order of their beginning. */
  async end(): Promise<void> {
    for (const end of this.toEnd.splice(0).toReversed()) await end();
  }
}
