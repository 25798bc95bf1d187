import type {
  ExternalServiceDetail,
  ExternalServiceStatus,
  VendorIncident,
  Witness,
  Witnesses,
  WitnessState,
  WitnessVerdict,
} from '@watchroom/contracts';
import { formatSpan } from '../../lib/format';
import { localTimes } from '../../lib/local-times';
import { ageOf } from '../../lib/tile-state';
import type { Tone } from '../../lib/tone';

export const STATUS_WORDS: Record<ExternalServiceStatus, string> = {
  operational: 'Operational',
  degraded: 'Degraded',
  down: 'Down',
  unknown: 'Unknown',
};

export const VERDICT_WORDS: Record<WitnessVerdict, string> = {
  agreed_fine: 'Fine by all who can tell',
  agreed_down: 'Trouble, declared and felt',
  undeclared_trouble: 'Undeclared trouble',
  declared_not_felt: 'Declared, not felt here',
  media_trouble: 'Media in trouble',
  blind: 'Nobody here can tell',
  misconfigured: 'Our settings are wrong',
  throttled: 'It throttles us',
  blocked: 'Held up by another service',
};

const FELT = new Set<WitnessVerdict>(['agreed_down', 'undeclared_trouble', 'media_trouble']);
const NOT_KNOWN = new Set<WitnessVerdict>(['blind', 'misconfigured']);

/** Trouble that was felt is as bad as it was felt. */
export function toneOfVerdict(verdict: WitnessVerdict, witnesses: ExternalServiceDetail['witnesses']): Tone {
  if (verdict === 'agreed_fine') return 'ok';
  if (NOT_KNOWN.has(verdict)) return 'unknown';
  const felt = [witnesses?.probe_sees.state, witnesses?.sessions_feel.state];
  return FELT.has(verdict) && felt.includes('down') ? 'critical' : 'warning';
}

/** What one witness says, as a lamp: shape, word and colour, and how old it is. */
export interface Lamp {
  name: string;
  tone: Tone;
  word: string;
  age: string;
  detail: string;
}

const LAMP_NAMES: [keyof Witnesses, string][] = [
  ['vendor_says', 'Vendor says'],
  ['probe_sees', 'Probe sees'],
  ['sessions_feel', 'Sessions feel'],
];

const TONE_OF_WITNESS: Record<WitnessState, Tone> = {
  fine: 'ok',
  trouble: 'warning',
  down: 'critical',
  unknown: 'unknown',
};

const UNHEARD: Witness = { state: 'unknown', detail: 'Not heard yet.', as_of: null };

/** Always three lamps in the same order; before the first hearing all of them are unknown. */
export const lampsOf = (witnesses: Witnesses | null, nowMs: number): Lamp[] =>
  LAMP_NAMES.map(([key, name]) => {
    const { state, detail, as_of } = witnesses?.[key] ?? UNHEARD;
    const age = ageOf(as_of, nowMs);
    return {
      name,
      tone: TONE_OF_WITNESS[state],
      word: state,
      age: age === null ? 'never' : `${formatSpan(age)} ago`,
      detail: localTimes(detail, nowMs),
    };
  });

export const TONE_OF_IMPACT: Record<VendorIncident['impact'], Tone> = {
  none: 'unknown',
  minor: 'warning',
  major: 'critical',
  critical: 'critical',
  maintenance: 'warning',
  unknown: 'unknown',
};
