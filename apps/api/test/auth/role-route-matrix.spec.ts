import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '@watchroom/contracts';
import type { Mark } from '../../src/auth/marks';
import { createAdapter } from '../../src/platform/http/fastify';
import { startTestApplication } from '../setup/application';
import { addressOf, markedRoutes, rootWithPage, watchRoutes, type MarkedRoute } from './registered-routes';

const page = rootWithPage();
const adapter = createAdapter();
const registered = watchRoutes(adapter);
const api = await startTestApplication({}, { adapter, root: page.root });
const marked = markedRoutes(api.app);

afterAll(async () => {
  await api.close();
  rmSync(page.root, { recursive: true });
});

type Caller = 'nobody' | 'forger' | 'reporter' | Role;
const CALLERS: Caller[] = ['nobody', 'forger', 'reporter', ...ROLES];

/** The status that stops this caller at a route with this mark; null = the guards let them through. */
function refusalOf(mark: Mark, caller: Caller): 401 | 403 | null {
  if (mark.kind === 'public') return null;
  if (mark.kind === 'webhook') return 401;
  if (mark.kind === 'ingest') return caller === 'reporter' ? null : 401;
  if (caller === 'nobody' || caller === 'forger' || caller === 'reporter') return 401;
  return mark.kind === 'signed-in' || mark.roles.includes(caller) ? null : 403;
}

async function headersOf(caller: Caller): Promise<Record<string, string>> {
  if (caller === 'nobody') return {};
  if (caller === 'reporter') return { authorization: `Bearer ${api.ingestToken}` };
  // a new admin each time: one of the routes ends the token
  const admin = await api.signIn(caller === 'forger' ? 'SUPER_ADMIN' : caller);
  return caller === 'forger' ? { authorization: `${admin.bearer.slice(0, -4)}AAAA` } : admin.headers;
}

async function statusOf({ method, pattern }: MarkedRoute, caller: Caller): Promise<number> {
  const answer = await fetch(new URL(addressOf(pattern), api.url), {
    method,
    headers: await headersOf(caller),
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  await answer.body?.cancel(); // a stream would never end
  return answer.status;
}

const named = (route: MarkedRoute) => [`${route.method} ${route.pattern}`, route] as const;

it('knows every route that is registered, and finds every handler registered', () => {
  const handlers = new Set(marked.map(({ method, pattern }) => `${method} ${pattern}`));
  const pages = new Set(['/', '/admin', '/admin/*', ...page.files]);
  const found = new Set(registered.map(({ method, pattern }) => `${method} ${pattern}`));

  const unknown = registered.filter(
    ({ method, pattern }) =>
      !handlers.has(`${method} ${pattern}`) &&
      !(method === 'HEAD' && handlers.has(`GET ${pattern}`)) &&
      !(['GET', 'HEAD'].includes(method) && pages.has(pattern)),
  );

  expect(unknown).toEqual([]);
  expect([...handlers].filter((handler) => !found.has(handler))).toEqual([]);
  expect(handlers.size).toBeGreaterThan(2);
});

it('finds a mark at every route', () => {
  expect(marked.filter(({ mark }) => mark === undefined).map(({ handler }) => handler)).toEqual([]);
});

describe.each(marked.filter(({ mark }) => mark !== undefined).map(named))('%s', (_, route) => {
  const mark = route.mark ?? { kind: 'roles', roles: [] };

  it.each(CALLERS)(`marked ${describeMark(mark)}: %s`, async (caller) => {
    const refusal = refusalOf(mark, caller);
    const status = await statusOf(route, caller);
    if (refusal !== null) expect(status).toBe(refusal);
    else {
      // a public webhook answers 401 to a forged signature by itself
      expect(mark.kind === 'public' ? [403] : [401, 403]).not.toContain(status);
      expect(status).not.toBe(500);
    }
  });
});

function describeMark(mark: Mark): string {
  return mark.kind === 'roles' ? mark.roles.join(' or ') : mark.kind;
}
