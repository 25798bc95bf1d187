import { STATUS_CODES } from 'node:http';
import { HttpException, NotFoundException } from '@nestjs/common';
import { type FieldFault, type Problem, routes } from '@watchroom/contracts';
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

/** What Fastify refuses by itself, told with the cure; its own words know the fault only. */
const REFUSALS: Record<string, string> = {
  FST_ERR_BAD_URL: 'The address is not valid: each % needs two hex digits behind it, of UTF-8.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than this address takes. Send it in smaller parts.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty. Send one JSON object.',
  FST_ERR_CTP_INVALID_JSON_BODY:
    'The body is no JSON that can be taken: its syntax is broken, or a property is called __proto__ or constructor.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE:
    'This content type is not taken here. Send application/json, or many sessions as application/x-ndjson.',
  FST_ERR_MAX_PARAM_LENGTH: 'A part of the address is too long.',
};

const SHOWN_ADDRESS = 200;

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
  if (error instanceof NotFoundException)
    return answer(
      404,
      `${error.message.slice(0, SHOWN_ADDRESS)}: nothing answers there. ${routes.openApi} lists every address.`,
      requestId,
    );
  if (error instanceof HttpException)
    return answer(error.getStatus(), cureOf(error.cause) ?? error.message, requestId);
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return answer(status, cureOf(error) ?? (error as Error).message, requestId); // size, media type, syntax
  return answer(500, 'Watchroom failed to answer. The log has the details under this request id.', requestId);
}

const cureOf = (error: unknown): string | undefined =>
  REFUSALS[String((error as { code?: unknown } | null | undefined)?.code)];

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
