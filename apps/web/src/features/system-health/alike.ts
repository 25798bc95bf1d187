import { EXTERNAL_SERVICE_NAMES, EXTERNAL_SERVICES, type HealthReason } from '@watchroom/contracts';
import { inputName } from './health-words';

const names = new Intl.ListFormat('en-GB');

/** Services of which nobody knows anything, all of them for one reason, together; every other reason by itself. */
export function alike<Reason extends HealthReason>(reasons: readonly Reason[]): [Reason, ...Reason[]][] {
  const groups: [Reason, ...Reason[]][] = [];
  for (const reason of reasons) {
    const group = groups.find(([first]) => areAlike(first, reason));
    if (group === undefined) groups.push([reason]);
    else group.push(reason);
  }
  return groups;
}

const areAlike = (one: HealthReason, other: HealthReason): boolean =>
  [one, other].every(({ input, state }) => state === 'unknown' && input in EXTERNAL_SERVICE_NAMES) &&
  one.value === other.value &&
  one.previous_state === other.previous_state;

/** "Daily.co, LiveKit and Beyond Presence": in the order that they have everywhere. */
export const namesOf = (reasons: readonly HealthReason[]): string =>
  names.format(
    reasons
      .map(({ input }) => input)
      .toSorted((a, b) => rank(a) - rank(b))
      .map(inputName),
  );

const rank = (input: string): number => (EXTERNAL_SERVICES as readonly string[]).indexOf(input);

/** What is told of each: once where it is the same but for its name, else one after the other. */
export function toldOf<Reason extends HealthReason>(
  reasons: readonly Reason[],
  tell: (reason: Reason) => string,
): string {
  const all = namesOf(reasons);
  const shared = new Set(reasons.map((reason) => tell(reason).replaceAll(inputName(reason.input), all)));
  return [...(shared.size === 1 ? shared : new Set(reasons.map(tell)))].join(' ');
}
