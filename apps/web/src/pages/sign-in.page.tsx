import { useEffect } from 'react';
import { Banner } from '../components/ui/banner';
import { SchemeToggle } from '../components/ui/scheme-toggle';
import { Wordmark } from '../components/ui/wordmark';
import { SignInForm } from '../features/auth/sign-in-form';
import css from './sign-in.module.css';

interface Props {
  onSignedIn: () => void;
  /** The visit before ended by itself. */
  hasEnded: boolean;
  /** The screen is one that many look at from afar. */
  isWall: boolean;
}

export function SignInPage({ onSignedIn, hasEnded, isWall }: Props) {
  useTitle();
  return (
    <div className={css.page}>
      <header className={css.header}>
        <SchemeToggle />
      </header>
      {hasEnded && isWall && (
        <p className={css.afar}>This wall is signed out and shows nothing. Sign in again to go on.</p>
      )}
      <main className={css.card}>
        <Wordmark />
        <h1 className={css.title}>Sign in</h1>
        <p className={css.lead}>The monitoring room of the student-counselling service.</p>
        {hasEnded && <Banner tone="unknown">Your session has ended. Sign in again to go on.</Banner>}
        <SignInForm onSignedIn={onSignedIn} />
      </main>
    </div>
  );
}

/** A tab among many says what is asked of whoever comes to it. */
function useTitle(): void {
  useEffect(() => {
    const before = document.title;
    document.title = 'Sign in · Watchroom';
    return () => {
      document.title = before;
    };
  }, []);
}
