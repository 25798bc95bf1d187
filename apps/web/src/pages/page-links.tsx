import type { ReactNode } from 'react';
import css from './page-links.module.css';

/** Links to the same page with another choice, side by side. */
export const PageLinks = ({ label, children }: { label: string; children: ReactNode }) => (
  <nav className={css.links} aria-label={label}>
    {children}
  </nav>
);
