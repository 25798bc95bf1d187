import { mayReadMetrics, type SignedInAdmin } from '@watchroom/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue } from 'react';
import { Banner } from '../components/ui/banner';
import { meQuery } from '../features/auth/me.query';
import { asApiError, isUnauthorized } from '../lib/api-error';
import { useReading } from '../lib/reading';
import { useIsWall } from '../features/wall/wall-mode';
import { Frame } from './frame';
import { Live } from './live';
import { NoRole } from './no-role';
import { ToCome } from '../components/ui/to-come';
import { WallFrame } from './wall-frame';

interface Props {
  onSignedOut: () => void;
  children: ReactNode;
}

/** Shows its children to admins who may read metrics, and everybody else where they stand. */
export function SignedIn({ onSignedOut, children }: Props) {
  const { data, failure } = useReading(useQuery(meQuery()));
  // The whole page is drawn when this comes: in slices, also where it is there from the start.
  const admin = useDeferredValue(data ?? null, null);
  const isWall = useIsWall();
  const page = admin === null ? <Waiting failure={failure} /> : content(admin, children);
  if (isWall)
    return (
      <WallFrame admin={admin} onSignedOut={onSignedOut}>
        {page}
      </WallFrame>
    );
  return (
    <Frame admin={admin} onSignedOut={onSignedOut}>
      {page}
    </Frame>
  );
}

const content = (admin: SignedInAdmin, children: ReactNode) =>
  mayReadMetrics(admin.role) ? <Live>{children}</Live> : <NoRole admin={admin} />;

function Waiting({ failure }: { failure: Error | null }) {
  // Refused: the way to the sign-in page is taken elsewhere.
  if (failure === null || isUnauthorized(failure)) return <ToCome height="6rem" />;
  return (
    <>
      <h1>Watchroom</h1>
      <Banner tone="critical">Cannot reach Watchroom: {asApiError(failure).message} Trying again.</Banner>
    </>
  );
}
