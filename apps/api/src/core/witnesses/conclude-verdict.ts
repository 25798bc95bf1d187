import {
  EXTERNAL_SERVICE_NAMES,
  type Witnesses,
  type WitnessState,
  type WitnessVerdict,
} from '@watchroom/contracts';
import { hearWitnesses, nameOf } from './hear-witnesses';
import { isPageFresh } from './vendor-page';
import type { WitnessFacts } from './witness-facts';

/** What three witnesses together say at one moment. */
export interface Conclusion {
  verdict: WitnessVerdict;
  /** Why, by which witness, and whom to call. */
  detail: string;
  /** A fact stands at once; a rate only after it has held. */
  kind: 'fact' | 'rate';
  witnesses: Witnesses;
  /** The probe finds a service down that its newest question was answered by. */
  answersAgain: boolean;
}

type Verdict = Omit<Conclusion, 'witnesses' | 'answersAgain'>;
type Heard = { facts: WitnessFacts; witnesses: Witnesses; now: Date };

/** One of nine verdicts. Null for a service that is never asked: nobody can say anything of it. */
export function concludeVerdict(facts: WitnessFacts, now: Date): Conclusion | null {
  if (facts.probe.reason === 'not_configured') return null;
  const witnesses = hearWitnesses(facts, now);
  const heard = { facts, witnesses, now };
  return { ...(special(heard) ?? ordinary(heard)), witnesses, answersAgain: facts.answersAgain };
}

const isBad = (state: WitnessState): boolean => state === 'trouble' || state === 'down';

/** What outdoes the comparison of the witnesses: they cannot be heard, or the cause is known. */
function special({ facts, witnesses }: Heard): Verdict | null {
  const { reason, detail } = facts.probe;
  const name = nameOf(facts);
  if (reason === 'we_are_offline') return fact('blind', `${detail} Call whoever runs our network.`);
  const [broken] = facts.brokenNeeds;
  if (broken !== undefined && !isBad(witnesses.probe_sees.state)) {
    const needed = EXTERNAL_SERVICE_NAMES[broken];
    return fact(
      'blocked',
      `${name} works inside the rooms of ${needed}, and our probe sees ${needed} down: call ${needed}, not ${name}.`,
    );
  }
  if (isBad(witnesses.sessions_feel.state)) return null;
  if (reason === 'misconfigured')
    return fact('misconfigured', `${detail} This is ours to mend, not ${name}'s.${declared(witnesses)}`);
  if (reason === 'throttled' || reason === 'quota_exhausted')
    return fact('throttled', `${detail} ${name} works, for us within limits only.${declared(witnesses)}`);
  return null;
}

function ordinary(heard: Heard): Verdict {
  const { vendor_says, probe_sees, sessions_feel } = heard.witnesses;
  const isFelt = isBad(probe_sees.state) || isBad(sessions_feel.state);
  const isDeclared = isBad(vendor_says.state);
  if (isFelt) return isDeclared ? agreedTrouble(heard) : undeclared(heard);
  const canFeel = probe_sees.state === 'fine' || sessions_feel.state === 'fine';
  if (!canFeel) return blind(heard);
  return isDeclared ? notFelt(heard) : agreedFine(heard);
}

function agreedTrouble({ facts, witnesses }: Heard): Verdict {
  return {
    verdict: 'agreed_down',
    kind: witnesses.probe_sees.state === 'down' ? 'fact' : 'rate',
    detail: `${trouble(witnesses)} ${nameOf(facts)} declares it: ${witnesses.vendor_says.detail} Nothing to report; follow ${hostOf(facts)}.`,
  };
}

/** Bad sessions behind a probe that is fine mean media: the API says nothing of them. */
function undeclared({ facts, witnesses, now }: Heard): Verdict {
  const { vendor_says, probe_sees, sessions_feel } = witnesses;
  const name = nameOf(facts);
  const page = isPageFresh(facts.page, now)
    ? `its status page does not say so`
    : `whether it says so itself cannot be read`;
  const call = `Report it to the support of ${name} (${hostOf(facts)}).`;
  if (probe_sees.state === 'fine')
    return rate(
      'media_trouble',
      `Our probe finds the API of ${name} fine, but our sessions suffer: ${sessions_feel.detail} Its media path is in trouble, and ${page}. ${call}`,
    );
  const detail = `${trouble(witnesses)} Not declared: ${page}. ${vendor_says.detail} ${call}`;
  return { verdict: 'undeclared_trouble', kind: probe_sees.state === 'down' ? 'fact' : 'rate', detail };
}

const notFelt = ({ facts, witnesses }: Heard): Verdict =>
  rate(
    'declared_not_felt',
    `${nameOf(facts)} declares trouble: ${witnesses.vendor_says.detail} Not felt here: ${finest(witnesses)} Nobody to call; follow ${hostOf(facts)}.`,
  );

function agreedFine({ facts, witnesses }: Heard): Verdict {
  const fine = WORDS.filter(([who]) => witnesses[who].state === 'fine').map(([, word]) => word);
  const silent = WORDS.filter(([who]) => witnesses[who].state !== 'fine').map(
    ([who]) => witnesses[who].detail,
  );
  const says = fine.length === 1 ? 'says' : 'say';
  return rate(
    'agreed_fine',
    [`${sentenceOf(fine)} ${says} that ${nameOf(facts)} is fine; nobody contradicts.`, ...silent].join(' '),
  );
}

/** The vendor's word alone is no observation. */
function blind({ facts, witnesses }: Heard): Verdict {
  const details = WORDS.map(([who]) => witnesses[who].detail).join(' ');
  return fact(
    'blind',
    `Nothing seen here is fresh enough to judge ${nameOf(facts)} by. ${details} Ours to look into: the probes of Watchroom first.`,
  );
}

const WORDS: [keyof Witnesses, string][] = [
  ['vendor_says', 'the vendor'],
  ['probe_sees', 'our probe'],
  ['sessions_feel', 'our sessions'],
];

/** Which of our own witnesses found what. */
function trouble({ probe_sees, sessions_feel }: Witnesses): string {
  const probe = isBad(probe_sees.state) ? [`Our probe: ${probe_sees.detail}`] : [];
  const sessions = isBad(sessions_feel.state) ? [`Our sessions: ${sessions_feel.detail}`] : [];
  return [...probe, ...sessions].join(' ');
}

const finest = ({ probe_sees, sessions_feel }: Witnesses): string =>
  [probe_sees, sessions_feel].map(({ detail }) => detail).join(' ');

const declared = ({ vendor_says }: Witnesses): string =>
  isBad(vendor_says.state) ? ` The vendor itself declares trouble: ${vendor_says.detail}` : '';

/** ["the vendor", "our probe"] → "The vendor and our probe" */
function sentenceOf(words: string[]): string {
  const text =
    words.length < 3 ? words.join(' and ') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

const hostOf = ({ statusUrl }: WitnessFacts): string => new URL(statusUrl).host;

const fact = (verdict: WitnessVerdict, detail: string): Verdict => ({ verdict, detail, kind: 'fact' });
const rate = (verdict: WitnessVerdict, detail: string): Verdict => ({ verdict, detail, kind: 'rate' });
