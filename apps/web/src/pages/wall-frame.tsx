import type { SignedInAdmin } from '@watchroom/contracts';
import type { ReactNode } from 'react';
import { useIsAway } from '../features/current/current-metrics.query';
import { useFitToScreen } from '../features/wall/fit-screen';
import { useReloadOnRelease } from '../features/wall/release';
import { WallBar } from '../features/wall/wall-bar';
import css from './frame.module.css';
import { Keyboard } from './keyboard';

interface Props {
  admin: SignedInAdmin | null;
  onSignedOut: () => void;
  children: ReactNode;
}

/** The frame of a screen that nobody touches: no controls, all on one screen, new releases come by themselves. */
export function WallFrame({ admin, onSignedOut, children }: Props) {
  useFitToScreen();
  useReloadOnRelease(useIsAway());
  return (
    <div className={css.frame}>
      <WallBar admin={admin} />
      {admin !== null && <Keyboard onSignedOut={onSignedOut} />}
      <main className={css.main}>{children}</main>
    </div>
  );
}
