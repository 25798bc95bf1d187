import { EXTERNAL_SERVICES, type ExternalServicesStatus } from '@watchroom/contracts';
import type { Explanation } from '../../lib/explanation';
import { formatSpan } from '../../lib/format';
import { ageOf } from '../../lib/tile-state';

export function explainExternalServices(
  services: ExternalServicesStatus | undefined,
  nowMs: number,
): Explanation {
  return {
    means:
      'How the services are that carry the sessions and their avatars. Watchroom asks each of them again and again (the probe), reads what its status page declares (the vendor), and looks at how our own sessions go on it. What the three say together is the verdict, with whom to call.',
    facts: services ? factsOf(services, nowMs) : [],
    levels: [
      { tone: 'ok', text: 'Green, operational: it answered as it should, within the time limit.' },
      { tone: 'warning', text: 'Yellow, degraded: slow, asking us to slow down, or failing now and then.' },
      {
        tone: 'critical',
        text: 'Red, down: it failed 3 times in a row. It is up again after 2 good answers.',
      },
      {
        tone: 'unknown',
        text: 'Grey, unknown: never answered, not set up, our keys refused, not asked for twice the usual time, or our own network is cut.',
      },
    ],
  };
}

function factsOf({ details }: ExternalServicesStatus, nowMs: number): Explanation['facts'] {
  const ages = EXTERNAL_SERVICES.map((key) => ageOf(details[key].checked_at, nowMs));
  const known = ages.filter((age) => age !== null);
  return [
    ['Looks at', 'this moment, and 90 days behind it'],
    ['Told by', `our probes: ${known.length} of ${ages.length} services asked so far`],
    ['Newest report', known.length === 0 ? 'none yet' : `${formatSpan(Math.min(...known))} ago`],
  ];
}
