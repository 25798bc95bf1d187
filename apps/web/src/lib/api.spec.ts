import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeRemote } from '../testing/fake-remote';
import { api } from './api';
import { ApiError, isForbidden, isUnauthorized } from './api-error';

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
    expect(await failureOf(api.get('/api/x'))).toMatchObject({ status: null, isUnreachable: true });
  });

  it('does not take a page for an answer', async () => {
    globalThis.fetch = () => Promise.resolve(new Response('<!doctype html>', { status: 200 }));
    expect(await failureOf(api.get('/api/x'))).toMatchObject({ status: null });
    globalThis.fetch = () => Promise.resolve(new Response('<html>Bad gateway</html>', { status: 502 }));
    expect(await failureOf(api.get('/api/x'))).toMatchObject({ status: 502, isUnreachable: true });
  });

  it('lets a caller who no longer wants the answer go', async () => {
    const left = new AbortController();
    left.abort(new Error('left'));
    globalThis.fetch = () => Promise.reject(left.signal.reason);
    await expect(api.get('/api/x', { signal: left.signal })).rejects.toThrow('left');
  });
});
