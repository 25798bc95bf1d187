import { routes, type SignedInAdmin } from '@watchroom/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { noteAdminCookie } from '../../lib/page-facts';
import { meQuery } from './me.query';

export interface Credentials {
  email: string;
  password: string;
}

export function useSignIn(onSignedIn: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => api.post<SignedInAdmin>(routes.login, credentials),
    onSuccess: (admin) => {
      noteAdminCookie('maybe');
      client.removeQueries(); // nothing of the account before
      client.setQueryData(meQuery().queryKey, admin);
      onSignedIn();
    },
  });
}
