import { type Mood, usualMood } from '../requests/counselling-api';
import type { Weather } from '../sessions/session-play';
import type { StandIns } from '../stand-ins';
import type { Mode, ModeName } from '../vendors/modes';
import type { StandIn } from '../vendors/stand-in';
import type { Indicator } from '../vendors/status-page';
import type { CallMood } from '../webhooks/call-mood';
import type { Acts } from './incident-director';

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

/** How each incident begins and ends. */
export const actsOn = (stage: Stage): Acts => ({ ...vendorActs(stage), ...ownActs(stage) });

type OwnAct = 'error-burst' | 'slow-api' | 'quality-drop' | 'pool-exhausted';

/** Trouble at the vendors, or on the way to them. */
function vendorActs({ standIns, weather, calls }: Stage): Omit<Acts, OwnAct> {
  const { daily, livekit, beyondPresence } = standIns;
  const livekitFeels = (quality: 'lost' | 'poor'): Act => {
    return () => {
      weather.byProvider.set('livekit', quality);
      return () => void weather.byProvider.delete('livekit');
    };
  };
  const livekitDeclares = declares(livekit, 'major', 'Simulated: elevated API errors');
  return {
    'livekit-down': together(behaves(livekit, 'down'), livekitDeclares, livekitFeels('lost')),
    'livekit-undeclared': together(behaves(livekit, 'down'), livekitFeels('lost')),
    'livekit-media': together(livekitFeels('poor'), turns(calls, 'mediaFails')),
    'livekit-keys': behaves(livekit, 'bad-credentials'),
    'daily-slow': behaves(daily, { kind: 'slow', delayMs: 3_000 }),
    'daily-declared-not-felt': declares(daily, 'minor', 'Simulated: degraded call quality in one region'),
    'daily-throttled': behaves(daily, { kind: 'throttled', retryAfterSeconds: ASK_AGAIN_SECONDS }),
    'avatars-blocked': together(behaves(livekit, 'hang'), livekitDeclares, turns(calls, 'avatarsGone')),
    'all-offline': together(...[daily, livekit, beyondPresence].map((one) => behaves(one, 'unreachable'))),
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

function behaves(standIn: StandIn, mode: Mode | ModeName): Act {
  return () => {
    standIn.mode.set(mode);
    return () => standIn.mode.set('ok');
  };
}

function declares(standIn: StandIn, indicator: Indicator, incident: string): Act {
  return () => {
    standIn.page.declare(indicator, incident);
    return () => standIn.page.declare('none');
  };
}

function turns(calls: CallMood, what: keyof CallMood): Act {
  return () => {
    calls[what] = true;
    return () => void (calls[what] = false);
  };
}

function together(...acts: Act[]): Act {
  return () => {
    const ends = acts.map((act) => act());
    return () => {
      for (const end of ends) end();
    };
  };
}
