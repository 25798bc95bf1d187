import type { SignedInAdmin } from '@watchroom/contracts';
import { CircleUser } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { FoldAway } from '../components/ui/fold-away';
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
        {/* Everything has its place from the start: nothing moves when it is known who is signed in. */}
        <div className={css.controls}>
          {admin === null ? <span className={css.commandsToCome} /> : <Keyboard onSignedOut={onSignedOut} />}
          <FoldAway name="Account and theme" shown={<CircleUser size="1.125rem" aria-hidden />}>
            <p className={css.who}>
              <span className={css.email}>{admin?.email}</span>
              <span className={css.role}>{admin !== null && ROLE_NAMES[admin.role]}</span>
            </p>
            <SchemeToggle />
            <div className={admin === null ? css.toCome : undefined}>
              <SignOutButton onSignedOut={onSignedOut} />
            </div>
          </FoldAway>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className={css.main}>
        {children}
      </main>
    </div>
  );
}
