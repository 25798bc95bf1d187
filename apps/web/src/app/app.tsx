import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { styleNonce } from '../lib/page-facts';
import { cssVariables, theme } from '../theme/theme';
import { PrintColors } from './print-colors';
import type { AppRouter } from './router';

interface Props {
  router: AppRouter;
  queryClient: QueryClient;
}

export const App = ({ router, queryClient }: Props) => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    defaultColorScheme="auto"
    getStyleNonce={styleNonce}
  >
    <PrintColors />
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>
);
