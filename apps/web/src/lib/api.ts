import { isProblem } from '@watchroom/contracts';
import { ApiError } from './api-error';
import { serverClock } from './server-clock';

const TIMEOUT_MS = 10_000;

interface Options {
  signal?: AbortSignal;
}

/** The only place that talks HTTP. Answers are JSON; every failure is an ApiError. */
export const api = {
  get: <T>(path: string, options?: Options): Promise<T> => send<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: Options): Promise<T> =>
    send<T>('POST', path, body, options),
  /** The text of a page of this site. */
  page: async (path: string): Promise<string> => (await reach('GET', path, undefined)).text(),
};

async function send<T>(method: string, path: string, body: unknown, options: Options = {}): Promise<T> {
  const response = await reach(method, path, body, options.signal);
  serverClock.heard(response.headers.get('date'), Date.now());
  const answer = await read(response);
  if (!response.ok) throw refusal(response, answer);
  return answer as T;
}

async function reach(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiError(
      timeout.aborted
        ? `The server did not answer within ${TIMEOUT_MS / 1000} seconds.`
        : 'The server could not be reached.',
      null,
    );
  }
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch {
    if (!response.ok) return undefined;
    throw new ApiError('The server answered with something that is no JSON.', null);
  }
}

function refusal(response: Response, answer: unknown): ApiError {
  const problem = isProblem(answer) ? answer : null;
  return new ApiError(
    problem?.detail ?? `The server answered with status ${response.status}.`,
    response.status,
    problem,
    secondsOf(response.headers.get('retry-after')),
  );
}

function secondsOf(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
