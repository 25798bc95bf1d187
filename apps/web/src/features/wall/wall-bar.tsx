import type { SignedInAdmin } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { REFETCH_MS } from '../../lib/cadence';
import { isFigureBut } from '../../lib/figure-keys';
import { refreshPace, useRefreshPace } from '../../lib/refresh-pace';
import { serverClock } from '../../lib/server-clock';
import { useNow } from '../../lib/use-now';
import { timeFormat } from '../../lib/zone';
import { Wordmark } from '../../components/ui/wordmark';
import { type Asked, expiryText, refreshText, secondsToRefresh } from './wall-times';
import css from './wall.module.css';

const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit' };

const byServer = (ownMs: number): number => (ownMs === 0 ? 0 : serverClock.at(ownMs));

/** The head of a wall: what time it is, when figures come next, and how long the sign-in lasts. */
export function WallBar({ admin }: { admin: SignedInAdmin | null }) {
  const now = useNow();
  const client = useQueryClient();
  useRefreshPace();
  const everyMs = refreshPace.intervalOf(REFETCH_MS);
  const asked = client
    .getQueryCache()
    .findAll({ type: 'active', predicate: isFigureBut('history') })
    .map(({ state }): Asked => ({
      answeredAt: byServer(state.dataUpdatedAt),
      failedAt: byServer(state.errorUpdatedAt),
    }));
  const countdown =
    everyMs === false
      ? 'This page does not refresh itself'
      : refreshText(secondsToRefresh(asked, now, everyMs));
  const expiry = admin === null ? null : expiryText(admin.expires_at, now);
  return (
    <header className={css.bar}>
      <Wordmark />
      <Link to="." search={{}} className={css.leave}>
        Leave the wall
      </Link>
      {expiry !== null && <p className={css.expiry}>{expiry}</p>}
      <p key={countdown} className={css.refresh}>
        {countdown}
      </p>
      <p className={css.time}>
        <time>{timeFormat(CLOCK).format(now)}</time>
      </p>
    </header>
  );
}
