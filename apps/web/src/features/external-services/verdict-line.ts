import {
  EXTERNAL_SERVICE_NAMES,
  type ExternalServiceDetail,
  type ExternalServiceKey,
  SESSION_CARRIERS,
  type WitnessVerdict,
} from '@watchroom/contracts';

interface Told {
  name: string;
  detail: ExternalServiceDetail;
  details: Record<ExternalServiceKey, ExternalServiceDetail>;
}

/** After the word of the verdict: what to do, or whom to call. The lamps below say who says what. */
const NEXT: Record<WitnessVerdict, (told: Told) => string> = {
  agreed_fine: () => '',
  agreed_down: () => 'Nothing to report.',
  undeclared_trouble: ({ name }) => `Report to ${name}.`,
  declared_not_felt: () => 'Nobody to call.',
  media_trouble: ({ name }) => `Report to ${name}.`,
  blind: ({ detail }) =>
    detail.reason === 'we_are_offline' ? 'Look at our network.' : 'Look at our probes.',
  misconfigured: () => 'Check its keys.',
  throttled: () => 'It works, within limits.',
  blocked: ({ details }) => {
    const carrier = brokenCarrier(details);
    if (carrier === undefined) return 'Call that one.';
    const isDeclared = details[carrier].verdict === 'agreed_down';
    return `${isDeclared ? 'It waits for' : 'Call'} ${EXTERNAL_SERVICE_NAMES[carrier]}.`;
  },
};

/** One line for a tile; null while there is no verdict. */
export const verdictNext = (
  key: ExternalServiceKey,
  details: Record<ExternalServiceKey, ExternalServiceDetail>,
): string | null => {
  const detail = details[key];
  return detail.verdict === null
    ? null
    : NEXT[detail.verdict]({ name: EXTERNAL_SERVICE_NAMES[key], detail, details });
};

const brokenCarrier = (details: Told['details']) =>
  SESSION_CARRIERS.find((carrier) => details[carrier].status === 'down');
