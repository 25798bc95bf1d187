import type { SignedInAdmin } from '@watchroom/contracts';
import type { ReactNode } from 'react';
import { useFitToScreen } from '../features/wall/fit-screen';
import { useReloadOnRelease } from '../features/wall/release';
import { WallBar } from '../features/wall/wall-bar';
import css from './frame.module.css';

interface Props {
  admin: SignedInAdmin | null;
  children: ReactNode;
}

/** The frame of a screen that nobody touches: no controls, all on one screen, new releases come by themselves. */
export function WallFrame({ admin, children }: Props) {
  useFitToScreen();
  useReloadOnRelease();
  return (
    <div className={css.frame}>
      <WallBar admin={admin} />
      <main className={css.main}>{children}</main>
    </div>
  );
}
