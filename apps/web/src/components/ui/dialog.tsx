import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import css from './dialog.module.css';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** The browser's own dialog: it keeps the focus, closes with Escape, and gives the focus back to where it was. */
export function Dialog({ title, onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before it leaves the page: closing is what gives the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return undefined;
    const leave = ({ target }: MouseEvent) => target === dialog && dialog.close(); // beside what it holds
    dialog.showModal();
    dialog.addEventListener('click', leave);
    return () => {
      dialog.removeEventListener('click', leave);
      dialog.close();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={css.dialog}
      aria-labelledby={titleId}
      onClose={() => ref.current?.open === false && onClose()}
    >
      <div className={css.body}>
        <h2 id={titleId} className={css.title}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
