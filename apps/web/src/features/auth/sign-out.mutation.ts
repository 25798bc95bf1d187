import { routes } from '@watchroom/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { noteAdminCookie } from '../../lib/page-facts';

/** What is on its way is given up: nobody has it refused, or shown to whoever signs in next. */
export function useSignOut(onSignedOut: () => void) {
  const client = useQueryClient();
  return useMutation({
    onMutate: () => client.cancelQueries(),
    mutationFn: () => api.post<undefined>(routes.logout),
    onSuccess: () => {
      noteAdminCookie('absent');
      onSignedOut();
    },
    onError: () => void client.invalidateQueries(),
  });
}
