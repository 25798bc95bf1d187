import { type Mood, usualMood } from '../requests/counselling-api';
import type { Weather } from '../sessions/session-play';
import type { StandIns } from '../stand-ins';
import type { Acts } from './incident-director';

/** What an incident can touch: the demo's own service, its sessions and the stand-ins; of Watchroom only its doors. */
export interface Stage {
  standIns: Pick<StandIns, 'daily' | 'livekit'>;
  mood: Mood;
  weather: Weather;
  /** Begins the storm of reports and returns how to end it. */
  startStorm: () => () => void;
}

const MOSTLY = 0.85;

/** How each incident begins and ends. */
export function actsOn({ standIns, mood, weather, startStorm }: Stage): Acts {
  return {
    'livekit-down': () => {
      standIns.livekit.mode.set('down');
      standIns.livekit.page.declare('major', 'Simulated: elevated API errors');
      weather.byProvider.set('livekit', 'lost');
      return () => {
        standIns.livekit.mode.set('ok');
        standIns.livekit.page.declare('none');
        weather.byProvider.delete('livekit');
      };
    },
    'daily-slow': () => {
      standIns.daily.mode.set({ kind: 'slow', delayMs: 3_000 });
      return () => standIns.daily.mode.set('ok');
    },
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
  };
}
