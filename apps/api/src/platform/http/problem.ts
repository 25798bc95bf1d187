import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import type { FieldFault, Problem } from '@watchroom/contracts';
import { DomainError, type DomainErrorCode } from '../../core/domain-error';
import { isDatabaseAway, unavailableOf } from '../database/database-away';

const STATUS: Record<DomainErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  too_large: 413,
  unsupported_media: 415,
  too_many_requests: 429,
  unavailable: 503,
};

export interface ProblemAnswer {
  body: Problem;
  headers: Record<string, string>;
}

/** The problem document of any thrown value. Unexpected errors say nothing of the inside. */
export function problemOf(error: unknown, requestId: string): ProblemAnswer {
  if (error instanceof DomainError) {
    const { faults, retryAfterSeconds } = error.more;
    return answer(STATUS[error.code], error.message, requestId, faults, retryAfterSeconds);
  }
  if (isDatabaseAway(error)) return problemOf(unavailableOf(error), requestId);
  if (error instanceof HttpException) return answer(error.getStatus(), error.message, requestId);
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return answer(status, (error as Error).message, requestId); // Fastify's own refusals: size, media type, syntax
  return answer(500, 'Watchroom failed to answer. The log has the details under this request id.', requestId);
}

function answer(
  status: number,
  detail: string,
  instance: string,
  errors?: FieldFault[],
  retryAfterSeconds?: number,
): ProblemAnswer {
  const body: Problem = { status, title: STATUS_CODES[status] ?? 'Error', detail, instance };
  if (errors !== undefined && errors.length > 0) body.errors = errors;
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(Math.ceil(retryAfterSeconds));
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  return { body, headers };
}
