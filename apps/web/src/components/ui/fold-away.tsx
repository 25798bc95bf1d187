import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import css from './fold-away.module.css';

interface Props {
  /** What is folded away: "Time range". */
  name: string;
  /** Stands on the button, after its name for those who cannot see it: "24 h". */
  shown: ReactNode;
  children: ReactNode;
}

/** Controls that stand side by side where there is room, and on a phone behind one button, in a sheet at its edge. */
export function FoldAway({ name, shown, children }: Props) {
  const id = useId();
  return (
    <>
      <button type="button" className={css.open} popoverTarget={id}>
        <VisuallyHidden>{name}</VisuallyHidden>
        {shown}
      </button>
      <div id={id} popover="auto" className={css.sheet}>
        <p className={css.head}>
          <strong>{name}</strong>
          <button type="button" className={css.open} popoverTarget={id} popoverTargetAction="hide">
            Done
          </button>
        </p>
        {children}
      </div>
    </>
  );
}
