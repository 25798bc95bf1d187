import { type ReactNode, useMemo } from 'react';
import { useCurrentMetrics } from '../features/current/current-metrics.query';
import { useCatchUp } from '../features/current/use-catch-up';
import { useCurrentStream } from '../features/current/use-current-stream';
import { HealthAnnouncer } from '../features/system-health/health-announcer';
import { systemHealthState } from '../features/system-health/system-health.state';
import { PresenceProvider } from '../lib/presence';
import { useNow } from '../lib/use-now';
import { useFollowVerdict } from './follow-verdict';

/**
 * Keeps whatever page is open in the present: the stream is open, changes of state are told by voice and in the tab, and
 * while the server does not answer no figure on the page counts as new, however young its own last answer is.
 */
export function Live({ children }: { children: ReactNode }) {
  const now = useNow();
  const current = useCurrentMetrics();
  const isLive = useCurrentStream();
  useFollowVerdict(current);
  const outage = current.failure?.isUnreachable === true ? current.failure : null;
  useCatchUp(outage !== null);
  const presence = useMemo(() => ({ isLive, outage }), [isLive, outage]);
  return (
    <PresenceProvider value={presence}>
      <HealthAnnouncer state={systemHealthState(current, now)} />
      {children}
    </PresenceProvider>
  );
}
