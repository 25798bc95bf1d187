import type { ReportedQuality } from '@watchroom/contracts';
import { type Mood, usualMood } from '../requests/counselling-api';
import type { Weather } from '../sessions/session-play';
import type { StandIns } from '../stand-ins';
import type { Mode, ModeName } from '../vendors/modes';
import type { StandIn } from '../vendors/stand-in';
import type { Claim } from '../vendors/status-page';
import type { CallMood } from '../webhooks/call-mood';
import type { Acts } from './incident-director';
import { Layers } from './layers';

/** What an incident can touch: the demo's own service, its sessions and the stand-ins; of Watchroom only its doors. */
export interface Stage {
  standIns: Pick<StandIns, 'daily' | 'livekit' | 'beyondPresence'>;
  mood: Mood;
  weather: Weather;
  calls: CallMood;
  /** Begins the storm of reports and returns how to end it. */
  startStorm: () => () => void;
}

type Act = () => () => void;

const MOSTLY = 0.85;
const ASK_AGAIN_SECONDS = 20;

/** How each incident begins and ends; several may touch the same vendor at once. */
export const actsOn = (stage: Stage): Acts => ({ ...vendorActs(stage), ...ownActs(stage) });

type OwnAct = 'error-burst' | 'slow-api' | 'quality-drop' | 'pool-exhausted';

/** Trouble at the vendors, or on the way to them. */
function vendorActs({ standIns, weather, calls }: Stage): Omit<Acts, OwnAct> {
  const { byProvider } = weather;
  const [daily, livekit] = [vendor(standIns.daily), vendor(standIns.livekit)];
  const beyondPresence = vendor(standIns.beyondPresence);
  const livekitFeels = act(
    new Layers<ReportedQuality | null>(null, (quality) => {
      if (quality === null) byProvider.delete('livekit');
      else byProvider.set('livekit', quality);
    }),
  );
  const mediaFails = act(new Layers(false, (fails) => void (calls.mediaFails = fails)));
  const avatarsGone = act(new Layers(false, (gone) => void (calls.avatarsGone = gone)));
  const livekitDeclares = livekit.declares({
    indicator: 'major',
    incident: 'Simulated: elevated API errors',
  });
  const notFelt: Claim = { indicator: 'minor', incident: 'Simulated: degraded call quality in one region' };
  return {
    'livekit-down': together(livekit.behaves('down'), livekitDeclares, livekitFeels('lost')),
    'livekit-undeclared': together(livekit.behaves('down'), livekitFeels('lost')),
    'livekit-media': together(livekitFeels('poor'), mediaFails(true)),
    'livekit-keys': livekit.behaves('bad-credentials'),
    'daily-slow': daily.behaves({ kind: 'slow', delayMs: 3_000 }),
    'daily-declared-not-felt': daily.declares(notFelt),
    'daily-throttled': daily.behaves({ kind: 'throttled', retryAfterSeconds: ASK_AGAIN_SECONDS }),
    'avatars-blocked': together(livekit.behaves('hang'), livekitDeclares, avatarsGone(true)),
    'all-offline': together(...[daily, livekit, beyondPresence].map((one) => one.behaves('unreachable'))),
  };
}

/** Trouble of the platform's own. */
const ownActs = ({ mood, weather, startStorm }: Stage): Pick<Acts, OwnAct> => ({
  'error-burst': () => {
    mood.failing = MOSTLY;
    return () => void (mood.failing = usualMood().failing);
  },
  'slow-api': () => {
    mood.slowMs = { from: 1_200, to: 2_000 };
    return () => void (mood.slowMs = null);
  },
  'quality-drop': () => {
    weather.all = 'poor';
    return () => void (weather.all = null);
  },
  'pool-exhausted': startStorm,
});

const act =
  <T>(layers: Layers<T>) =>
  (value: T): Act =>
  () =>
    layers.begin(value);

/** What incidents do to one vendor: how it behaves, and what its page declares. */
const vendor = ({ mode, page }: StandIn) => ({
  behaves: act(new Layers<Mode | ModeName>('ok', (wanted) => mode.set(wanted))),
  declares: act(
    new Layers<Claim>({ indicator: 'none', incident: null }, ({ indicator, incident }) =>
      page.declare(indicator, incident),
    ),
  ),
});

function together(...acts: Act[]): Act {
  return () => {
    const ends = acts.map((act) => act());
    return () => {
      for (const end of ends) end();
    };
  };
}
