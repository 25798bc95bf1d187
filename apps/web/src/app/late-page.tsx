import { type ComponentType, useState } from 'react';
import { ArrivingPart } from '../components/ui/lazy-part';
import { ToCome } from '../components/ui/to-come';
import { REFETCH_MS } from '../lib/cadence';

/**
 * A page whose code comes when it is gone to, or a little ahead. The router waits for it: the page before stays until
 * the whole of this one is there.
 */
export function latePage<P extends object>(load: () => Promise<ComponentType<P>>) {
  let Arrived: ComponentType<P> | null = null;
  const arrive = async () => {
    Arrived ??= await load();
    return { default: Arrived };
  };
  const LatePage = (props: P) => {
    // For good: a page whose code comes while it is waited for is not begun anew.
    const [Page] = useState(() => Arrived);
    if (Page !== null) return <Page {...props} />;
    return (
      <ArrivingPart
        load={arrive}
        props={props}
        loading={<ToCome height="24rem" />}
        missing="This page could not be loaded. It is tried again by itself."
        retryMs={REFETCH_MS}
      />
    );
  };
  /** Asked for ahead; what fails is told, and mended, where it is shown. */
  LatePage.preload = (): Promise<void> => arrive().then(nothing, nothing);
  return LatePage;
}

const nothing = (): void => undefined;
