import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Banner } from '../../components/ui/banner';
import css from './auth.module.css';
import { signInFailure } from './sign-in-failure';
import { type Credentials, useSignIn } from './sign-in.mutation';

export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const signIn = useSignIn(onSignedIn);
  const form = useForm<Credentials>({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : 'Enter your email address.'),
      password: (password) => (password === '' ? 'Enter your password.' : null),
    },
  });
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={form.onSubmit(({ email, password }) => signIn.mutate({ email: email.trim(), password }))}
    >
      <TextInput
        label="Email"
        type="email"
        autoComplete="username"
        size="md"
        {...form.getInputProps('email')}
      />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        size="md"
        {...form.getInputProps('password')}
      />
      <div role="alert">
        {signIn.isError && <Banner tone="critical">{signInFailure(signIn.error)}</Banner>}
      </div>
      <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
        Sign in
      </Button>
    </form>
  );
}
