import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FakeRemote } from '../testing/fake-remote';
import { api } from './api';
import { ApiError, isForbidden, isUnauthorized } from './api-error';
import { serverClock } from './server-clock';

describe('fetch', () => {
  let remote: FakeRemote;
  beforeEach(() => {
    remote = new FakeRemote();
  });
  afterEach(() => remote.restore());

  const failureOf = async (promise: Promise<unknown>): Promise<ApiError> => {
    const error: unknown = await promise.then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof ApiError)) throw new Error(`expected an ApiError, got ${String(error)}`);
    return error;
  };

  it('gives the body of an answer', async () => {
    remote.answer('/api/x', { n: 1 });
    expect(await api.get('/api/x')).toEqual({ n: 1 });
  });

  it('gives nothing for an answer without a body', async () => {
    remote.answerEmpty('/api/x', 'POST');
    expect(await api.post('/api/x')).toBeUndefined();
  });

  it.each<[string, () => Promise<unknown>, string | null, string | undefined]>([
    ['nothing with a GET', () => api.get('/api/x'), null, undefined],
    ['nothing with an empty POST', () => api.post('/api/x'), null, undefined],
    ['what it is given', () => api.post('/api/x', { n: 1 }), 'application/json', '{"n":1}'],
  ])('sends %s, with the cookie of this site', async (_, ask, type, body) => {
    let sent: RequestInit = {};
    globalThis.fetch = (_address, init) => {
      sent = init ?? {};
      return Promise.resolve(new Response('{}'));
    };
    await ask();
    expect(sent.credentials).toBe('same-origin');
    expect(new Headers(sent.headers).get('content-type')).toBe(type);
    expect(sent.body).toBe(body);
  });

  it('sets the page by the clock of the server', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    globalThis.fetch = () => Promise.resolve(new Response('{}', { headers: { date } }));
    await api.get('/api/x');
    expect(serverClock.at(Date.now()) - Date.now()).toBeGreaterThan(3_590_000);
    serverClock.heard(new Date().toUTCString(), Date.now());
  });

  it('gives the text of a page', async () => {
    globalThis.fetch = () => Promise.resolve(new Response('<!doctype html>'));
    expect(await api.page('/admin')).toBe('<!doctype html>');
  });

  it.each([
    ['7', 7],
    ['0', 0],
    ['-1', null],
    ['Infinity', null],
    ['tomorrow', null],
  ])('reads Retry-After %s as %s', async (header, seconds) => {
    globalThis.fetch = () =>
      Promise.resolve(new Response('{}', { status: 429, headers: { 'retry-after': header } }));
    expect((await failureOf(api.get('/api/x'))).retryAfterSeconds).toBe(seconds);
  });

  it('does not wait for ever, and says for how long it did', async () => {
    const over = new AbortController();
    over.abort();
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(over.signal);
    globalThis.fetch = (_address, init) => Promise.reject(init?.signal?.reason as Error);
    const failure = await failureOf(api.get('/api/x', { signal: new AbortController().signal }));
    expect(timeout).toHaveBeenCalledWith(10_000);
    expect([failure.message, failure.status]).toEqual(['The server did not answer within 10 seconds.', null]);
    timeout.mockRestore();
  });

  it.each([
    ['a text', '"Bad gateway"'],
    ['nothing', ''],
  ])('tells the status of a refusal that is %s', async (_, body) => {
    globalThis.fetch = () => Promise.resolve(new Response(body, { status: 502 }));
    expect(await failureOf(api.get('/api/x'))).toMatchObject({
      message: 'The server answered with status 502.',
      problem: null,
      retryAfterSeconds: null,
    });
  });

  it('makes a typed error of a problem document', async () => {
    remote.refuse('/api/x', 429, 'Too many.', { retryAfter: 7 });
    const failure = await failureOf(api.get('/api/x'));
    expect(failure).toMatchObject({
      status: 429,
      message: 'Too many.',
      retryAfterSeconds: 7,
      isUnreachable: false,
    });
    expect(failure.problem?.instance).toBe('test');
  });

  it('tells refusals apart', async () => {
    remote.refuse('/api/a', 401, 'no').refuse('/api/b', 403, 'no').refuse('/api/c', 503, 'away');
    expect(isUnauthorized(await failureOf(api.get('/api/a')))).toBe(true);
    expect(isForbidden(await failureOf(api.get('/api/b')))).toBe(true);
    expect((await failureOf(api.get('/api/c'))).isUnreachable).toBe(true);
  });

  it('says that nobody answered', async () => {
    remote.goAway();
    expect(await failureOf(api.get('/api/x'))).toMatchObject({
      message: 'The server could not be reached.',
      status: null,
      isUnreachable: true,
    });
  });

  it('does not take a page for an answer', async () => {
    globalThis.fetch = () => Promise.resolve(new Response('<!doctype html>', { status: 200 }));
    expect(await failureOf(api.get('/api/x'))).toMatchObject({ status: null });
    globalThis.fetch = () => Promise.resolve(new Response('<html>Bad gateway</html>', { status: 502 }));
    expect(await failureOf(api.get('/api/x'))).toMatchObject({ status: 502, isUnreachable: true });
  });

  it('stops asking as soon as the caller no longer wants the answer', () => {
    const leaving = new AbortController();
    let signal: AbortSignal | null | undefined;
    globalThis.fetch = (_address, init) => {
      signal = init?.signal;
      return new Promise(() => undefined);
    };
    void api.get('/api/x', { signal: leaving.signal });
    expect(signal?.aborted).toBe(false);
    leaving.abort();
    expect(signal?.aborted).toBe(true);
  });

  it('lets a caller who no longer wants the answer go', async () => {
    const left = new AbortController();
    left.abort(new Error('left'));
    globalThis.fetch = () => Promise.reject(left.signal.reason);
    await expect(api.get('/api/x', { signal: left.signal })).rejects.toThrow('left');
  });
});
