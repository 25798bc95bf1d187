import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** To the page that the server names, and to the place on it. */
export function EventLink({ href, children }: { href: string; children: ReactNode }) {
  const [path = '', hash] = href.split('#');
  return (
    <Link to={path} {...(hash !== undefined && { hash })}>
      {children}
    </Link>
  );
}
