import { Button } from '@mantine/core';
import { ApiError, asApiError } from '../lib/api-error';
import css from './notice.module.css';

/** The last net: whatever breaks while drawing, the reader sees what happened and what to do. */
export const FailedPage = ({ error }: { error: unknown }) => (
  <main className={css.lone}>
    <FailedNotice error={error} />
  </main>
);

/** The same inside the frame, which stays. */
export const FailedNotice = ({ error }: { error: unknown }) => (
  <div className={css.notice} role="alert">
    <h1>This page could not be shown</h1>
    {error instanceof ApiError ? (
      <p>{error.message}</p>
    ) : (
      <>
        <p>Something on it could not be drawn.</p>
        <p>If loading it again does not help, tell whoever runs Watchroom: “{asApiError(error).message}”</p>
      </>
    )}
    <p>
      <Button onClick={() => window.location.reload()}>Load it again</Button>
    </p>
  </div>
);
