import { Button } from '@mantine/core';
import { LogOut } from 'lucide-react';
import css from './auth.module.css';
import { useSignOut } from './sign-out.mutation';

export function SignOutButton({ onSignedOut }: { onSignedOut: () => void }) {
  const signOut = useSignOut(onSignedOut);
  return (
    <div>
      <Button variant="default" size="sm" loading={signOut.isPending} onClick={() => signOut.mutate()}>
        <LogOut size="1rem" aria-hidden />
        <span className={css.label}>Sign out</span>
      </Button>
      <span role="alert" className={css.failure}>
        {signOut.isError && `You are still signed in. ${signOut.error.message}`}
      </span>
    </div>
  );
}
