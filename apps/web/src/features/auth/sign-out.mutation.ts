import { routes } from '@watchroom/contracts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { noteAdminCookie } from '../../lib/page-facts';

export const useSignOut = (onSignedOut: () => void) =>
  useMutation({
    mutationFn: () => api.post<undefined>(routes.logout),
    onSuccess: () => {
      noteAdminCookie('absent');
      onSignedOut();
    },
  });
