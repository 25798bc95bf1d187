import type { SignedInAdmin } from '@watchroom/contracts';
import { type ReactNode, useRef } from 'react';
import { SchemeToggle } from '../components/ui/scheme-toggle';
import { Wordmark } from '../components/ui/wordmark';
import { ROLE_NAMES } from '../features/auth/role-names';
import { SignOutButton } from '../features/auth/sign-out-button';
import css from './frame.module.css';
import { Keyboard } from './keyboard';
import { Paper } from './paper';
import { SkipLink } from './skip-link';
import { usePageFocus } from './use-page-focus';

interface Props {
  /** Null while it is not known who is signed in. */
  admin: SignedInAdmin | null;
  onSignedOut: () => void;
  children: ReactNode;
}

/** What every signed-in page shares: who, where, and the way out. */
export function Frame({ admin, onSignedOut, children }: Props) {
  const main = useRef<HTMLElement>(null);
  usePageFocus(main);
  return (
    <div className={css.frame}>
      <SkipLink />
      <header className={css.header}>
        <Wordmark />
        <Paper />
        {admin !== null && (
          <p className={css.who}>
            <span className={css.email}>{admin.email}</span>
            <span className={css.role}>{ROLE_NAMES[admin.role]}</span>
          </p>
        )}
        {/* Another element once there are more of them: none of them moves. */}
        <div key={admin === null ? 'some' : 'all'} className={css.controls}>
          {admin !== null && <Keyboard onSignedOut={onSignedOut} />}
          <SchemeToggle />
          {admin !== null && <SignOutButton onSignedOut={onSignedOut} />}
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className={css.main}>
        {children}
      </main>
    </div>
  );
}
