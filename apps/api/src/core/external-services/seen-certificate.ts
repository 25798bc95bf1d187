import type { CertificateExpiry, ExternalServiceKey } from '@watchroom/contracts';
import { DAY_MS } from '../time';

/** The certificate that a host showed to a probe. */
export interface SeenCertificate {
  host: string;
  expiresAt: Date;
}

export interface ServiceCertificate extends SeenCertificate {
  service: ExternalServiceKey;
  seenAt: Date;
}

/** Two weeks: a renewal that failed can still be repaired by hand. */
export const CERTIFICATE_WARNING_DAYS = 14;

/** Whole days that are left at `now`; negative once it has expired. */
export const daysLeft = ({ expiresAt }: SeenCertificate, now: Date): number =>
  Math.floor((expiresAt.getTime() - now.getTime()) / DAY_MS);

/** As the HTTP interface tells it. */
export const expiryOf = (certificate: SeenCertificate, now: Date): CertificateExpiry => ({
  host: certificate.host,
  expires_at: certificate.expiresAt.toISOString(),
  days_left: daysLeft(certificate, now),
});
