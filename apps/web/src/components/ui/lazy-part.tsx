import {
  type ComponentType,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Button } from '@mantine/core';
import { laterCode } from '../../lib/later-code';
import { FailureBoundary } from './failure-boundary';
import css from './lazy-part.module.css';
import { useNear } from './use-near';

interface Props<P extends object> {
  load: () => Promise<{ default: ComponentType<P> }>;
  props: P;
  /** Stands there while it is on its way. */
  loading: ReactNode;
  /** What is missing, and where else it can be found. */
  missing: string;
  retryMs: number;
}

/** A part whose code comes when the reader is near it. */
export function LazyPart<P extends object>(part: Props<P>) {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useNear(place);
  if (isNear) return <ArrivingPart {...part} />;
  return (
    <div ref={place} className={css.place}>
      {part.loading}
    </div>
  );
}

/** A part whose code is on its way. Where it does not come it is tried again: after a while, or when asked for. */
export function ArrivingPart<P extends object>({ load, props, loading, missing, retryMs }: Props<P>) {
  const [attempt, setAttempt] = useState(0);
  // A lazy component remembers that it failed: each attempt is another one.
  const Part = useMemo(() => [attempt, lazy(() => laterCode(load))] as const, [load, attempt])[1];
  const tryAgain = useCallback(() => setAttempt((last) => last + 1), []);
  return (
    <FailureBoundary
      key={attempt}
      fallback={<Missing text={missing} retryMs={retryMs} tryAgain={tryAgain} />}
    >
      <Suspense fallback={loading}>
        <Part {...props} />
      </Suspense>
    </FailureBoundary>
  );
}

function Missing({ text, retryMs, tryAgain }: { text: string; retryMs: number; tryAgain: () => void }) {
  useEffect(() => {
    const timer = setTimeout(tryAgain, retryMs);
    return () => clearTimeout(timer);
  }, [retryMs, tryAgain]);
  return (
    <p>
      {text}{' '}
      <Button variant="default" size="compact-sm" onClick={tryAgain}>
        Try again
      </Button>
    </p>
  );
}
