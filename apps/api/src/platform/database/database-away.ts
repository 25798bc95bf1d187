import { DomainError } from '../../core/domain-error';
import { DeadlinePassed } from '../deadline';

/** Senders give up when told to wait long; a database restarts within seconds. */
const RETRY_AFTER_SECONDS = 2;

const AWAY_CODES = new Set([
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P05', // idle_session_timeout
  '57014', // query_canceled: our own statement timeout
  '25006', // read_only_sql_transaction: failed over
  '25P03', // idle_in_transaction_session_timeout: the session was ended
  '53100', // disk_full
  '53200', // out_of_memory
  '53300', // too_many_connections
  '58030', // io_error
  '3D000', // invalid_catalog_name: the database itself is gone
  '55000', // object_not_in_prerequisite_state: the database accepts no connections
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

const AWAY_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|not queryable|timeout expired|query runner (?:was )?already released|Cannot use a pool after calling end|not (?:yet )?(?:established|connected)|not initialized/i;

/** True when the database could not be asked, rather than having refused what it was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DeadlinePassed) return true;
  const { code, driverError, errors } = error as Error & {
    code?: string;
    driverError?: unknown;
    errors?: unknown[];
  };
  if (code !== undefined && AWAY_CODES.has(code)) return true;
  if (AWAY_MESSAGES.test(error.message)) return true;
  return (driverError !== error && isDatabaseAway(driverError)) || (errors ?? []).some(isDatabaseAway);
}

const UNCONFIRMED = /Query read timeout|Connection terminated|ECONNRESET|EPIPE/;

/** True when the answer to a COMMIT is missing: the transaction may have been kept. */
export function isUnconfirmed(error: unknown): boolean {
  const { query, message } = (error ?? {}) as { query?: unknown; message?: unknown };
  return query === 'COMMIT' && UNCONFIRMED.test(String(message));
}

/** What a caller is told of an error for which `isDatabaseAway` holds. */
export const unavailableOf = (error: unknown): DomainError =>
  new DomainError(
    'unavailable',
    isUnconfirmed(error)
      ? 'The database does not answer; whether this was kept is not known. Send it again: nothing counts twice.'
      : 'The database does not answer; nothing was changed. Try again.',
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
