import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { askAhead } from './ask-ahead';
import { pagesAhead } from './late-pages';
import { createAppRouter } from './router';
import { openVisit } from './visit';

/** Asks for the first figures; what comes back draws the page. */
export function open(): () => void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element with the id "root".');
  const router = createAppRouter();
  const queryClient = openVisit(router);
  askAhead(queryClient, window.location.pathname);
  pagesAhead();
  // In slices, not at once: a slow phone stays able to answer a finger meanwhile.
  return () =>
    startTransition(() =>
      createRoot(root).render(
        <StrictMode>
          <App router={router} queryClient={queryClient} />
        </StrictMode>,
      ),
    );
}
