import { parseArgs } from 'node:util';
import {
  INCIDENT_NAMES,
  INCIDENTS,
  type IncidentName,
  type IncidentOverview,
  isIncidentName,
  secondsOf,
  spokenDuration,
} from '../incidents/incident-kinds';

/** What the person at the terminal wants. */
export type Wish =
  | { kind: 'list' }
  | { kind: 'end' }
  | { kind: 'incident'; name: IncidentName; seconds: number }
  | { kind: 'misunderstood'; detail: string };

const misunderstood = (detail: string): Wish => ({ kind: 'misunderstood', detail });

/** Reads the arguments after `npm run demo --`. */
export function readWish(args: string[]): Wish {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { for: { type: 'string' } },
      allowPositionals: true,
    });
    const [verb, name, ...rest] = positionals;
    if (rest.length > 0) return misunderstood(`"${rest[0]}" is one word too many.`);
    if (verb === 'incident') return readIncident(name, values.for);
    if ((verb === 'list' || verb === 'end') && name === undefined && values.for === undefined)
      return { kind: verb };
    return misunderstood(
      verb === undefined ? 'What shall the demo do?' : `"${positionals.join(' ')}" is not known.`,
    );
  } catch (error) {
    return misunderstood((error as Error).message);
  }
}

function readIncident(name: string | undefined, length: string | undefined): Wish {
  if (!isIncidentName(name))
    return misunderstood(name === undefined ? 'Which incident?' : `There is no incident "${name}".`);
  const { usualSeconds, longestSeconds } = INCIDENTS[name];
  const seconds = length === undefined ? usualSeconds : secondsOf(length);
  if (seconds === null) return misunderstood(`--for takes a duration such as 90s or 2m, not "${length}".`);
  if (seconds > longestSeconds)
    return misunderstood(`${name} can last ${spokenDuration(longestSeconds)} at most.`);
  return { kind: 'incident', name, seconds };
}

/** All incidents and how to play one. */
export function usage(): string {
  const width = Math.max(...INCIDENT_NAMES.map((name) => name.length));
  return [
    'npm run demo -- incident <name> [--for 2m]   play an incident',
    'npm run demo -- list                         what plays now',
    'npm run demo -- end                          end all of them',
    '',
    'Incidents:',
    ...INCIDENT_NAMES.map(
      (name) => `  ${name.padEnd(width)}  ${INCIDENTS[name].headline}: ${INCIDENTS[name].effect}`,
    ),
  ].join('\n');
}

/** What plays now, one line each; times in the terminal's own zone. */
export function spokenOverview({ playing }: IncidentOverview): string {
  if (playing.length === 0) return 'No incident plays.';
  return playing
    .map(({ name, ends_at }) => `${INCIDENTS[name].headline} (${name}); ends ${clockTime(ends_at)}`)
    .join('\n');
}

/** "LiveKit is down for 2 minutes; ends 10:42:10". */
export function spokenStart(name: IncidentName, seconds: number, { playing }: IncidentOverview): string {
  const endsAt = playing.find((incident) => incident.name === name)?.ends_at;
  const end = endsAt === undefined ? '' : `; ends ${clockTime(endsAt)}`;
  return `${INCIDENTS[name].headline} for ${spokenDuration(seconds)}${end}`;
}

function clockTime(rfc3339: string): string {
  const time = new Date(rfc3339);
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
