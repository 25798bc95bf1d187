import { SystemClock } from '../../src/platform/clock/clock';
import { startBeyondPresence } from '../../simulators/vendors/beyond-presence';
import { type RegisteredWebhook, startDaily } from '../../simulators/vendors/daily';
import { startLivekit } from '../../simulators/vendors/livekit';
import type { VendorSession } from '../../simulators/vendors/stand-in';
import { BeyondPresenceExternalService } from '../../src/external-services/beyond-presence/beyond-presence.external-service';
import { DailyExternalService } from '../../src/external-services/daily/daily.external-service';
import { ExternalServices } from '../../src/external-services/external-services';
import { LivekitExternalService } from '../../src/external-services/livekit/livekit.external-service';
import { ReconciliationRound } from '../../src/features/reconciliation/reconciliation.round';
import { ReconciliationTimer } from '../../src/features/reconciliation/reconciliation.timer';
import { VendorAsker } from '../../src/features/reconciliation/vendor.asker';
import type { AppConfig } from '../../src/platform/config/config';
import { OpenMeetingSqlRepository } from '../../src/storage/heard-sessions/open-meeting.sql.repository';
import { ReconciliationSqlRepository } from '../../src/storage/reconciliation/reconciliation.sql.repository';
import { VendorDoorSqlRepository } from '../../src/storage/vendor-doors/vendor-door.sql.repository';
import type { TestDatabase } from '../setup/database';
import { at, openFoldingRoom } from './folding-room';

/** What goes on at the vendors, as a test wants it. */
export class VendorsWorld {
  readonly rooms = new Map<string, VendorSession[]>();
  webhooks: RegisteredWebhook[] = [];

  of = (vendor: string) => (): VendorSession[] => this.rooms.get(vendor) ?? [];

  goOn(vendor: 'daily_co' | 'livekit' | 'beyond_presence', ...ids: string[]): void {
    this.rooms.set(
      vendor,
      ids.map((id) => ({ id, participants: 2, startedAt: at(0) })),
    );
  }
}

export async function startWorld(world: VendorsWorld) {
  const [daily, livekit, beyondPresence] = await Promise.all([
    startDaily({ apiKey: 'daily-key', sessions: world.of('daily_co'), webhooks: () => world.webhooks }),
    startLivekit({ apiKey: 'lk', apiSecret: 'lk-secret', sessions: world.of('livekit') }),
    startBeyondPresence({ apiKey: 'sk-key', avatarSessions: world.of('beyond_presence') }),
  ]);
  return {
    daily,
    livekit,
    beyondPresence,
    close: () => Promise.allSettled([daily, livekit, beyondPresence].map((vendor) => vendor.close())),
  };
}
export type Vendors = Awaited<ReturnType<typeof startWorld>>;

/** One replica's reconciling over the suite's database and stand-ins of the vendors. */
export function openReconcilingRoom(
  database: TestDatabase,
  vendors: Vendors,
  settings: Partial<AppConfig> = {},
) {
  const folding = openFoldingRoom(database);
  const config = {
    probes: { intervalMs: 30_000, timeoutMs: 500 },
    activeWindowMs: 1_800_000,
    externalServicesInUse: ['daily_co', 'livekit', 'beyond_presence'],
    externalServicesNamed: [],
    daily: { apiUrl: vendors.daily.url, apiKey: 'daily-key' },
    livekit: { url: vendors.livekit.url, apiKey: 'lk', apiSecret: 'lk-secret' },
    beyondPresence: { apiUrl: vendors.beyondPresence.url, apiKey: 'sk-key' },
    ...settings,
  } as unknown as AppConfig;
  const services = new ExternalServices(
    [
      new DailyExternalService(config, new SystemClock()),
      new LivekitExternalService(config, new SystemClock()),
      new BeyondPresenceExternalService(config, new SystemClock()),
    ],
    config,
  );
  const ledger = new ReconciliationSqlRepository(database.dataSource, config);
  const doors = new VendorDoorSqlRepository(database.dataSource);
  const asker = new VendorAsker(services, doors, folding.clock);
  const round = new ReconciliationRound(
    asker,
    ledger,
    new OpenMeetingSqlRepository(),
    folding.leadership,
    config,
  );
  const runAt = async (seconds: number) => {
    folding.clock.set(seconds);
    await round.run(new AbortController().signal);
    await folding.fold();
  };
  return {
    ...folding,
    ledger,
    doors,
    timer: new ReconciliationTimer(round, folding.leadership, folding.clock),
    /** A round at each of these seconds after T0, and what it changes folded in. */
    rounds: async (...seconds: number[]) => {
      for (const second of seconds) await runAt(second);
    },
    page: (service: Parameters<typeof ledger.ofService>[0]) => ledger.ofService(service, folding.clock.now()),
  };
}
export type ReconcilingRoom = ReturnType<typeof openReconcilingRoom>;
