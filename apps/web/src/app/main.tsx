import '../theme/styles';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { createAppRouter } from './router';
import { openVisit } from './visit';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');

const router = createAppRouter();
createRoot(root).render(
  <StrictMode>
    <App router={router} queryClient={openVisit(router)} />
  </StrictMode>,
);
