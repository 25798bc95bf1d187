import type { ReactNode } from 'react';
import css from './toolbar.module.css';

/** Controls in the head of a page, one after the other; they wrap where there is no room. */
export const Toolbar = ({ children }: { children: ReactNode }) => (
  <div className={css.toolbar}>{children}</div>
);
