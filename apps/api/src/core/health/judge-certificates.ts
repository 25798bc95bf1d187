import {
  CERTIFICATE_WARNING_DAYS,
  daysLeft,
  type ServiceCertificate,
} from '../external-services/seen-certificate';
import { plural } from './health-words';
import type { InputVerdict } from './input-verdict';

/**
 * The certificate that ends first, of the services in use. Never red: until it has ended nobody suffers, and then the
 * probes say so. None without a certificate: hosts that are asked without TLS show none.
 */
export function judgeCertificates(certificates: readonly ServiceCertificate[], now: Date): InputVerdict[] {
  const [first] = certificates.toSorted((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime());
  if (first === undefined) return [];
  const days = daysLeft(first, now);
  const date = first.expiresAt.toISOString().slice(0, 10);
  return [
    {
      input: 'certificates',
      kind: 'fact',
      state: days < CERTIFICATE_WARNING_DAYS ? 'degraded' : 'fine',
      value: days,
      limit: CERTIFICATE_WARNING_DAYS,
      unit: 'days',
      since: null,
      detail:
        days < 0
          ? `The TLS certificate of ${first.host} has expired on ${date}. Tell whoever runs that host.`
          : `The TLS certificate of ${first.host} expires in ${plural(days, 'day')}, on ${date}. Tell whoever runs that host.`,
      turnsGreen: `A certificate of ${first.host} that is valid for ${CERTIFICATE_WARNING_DAYS} days or more`,
    },
  ];
}
