import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from '../../src/features/api-docs/operation';
import { SUMMARIES } from '../../src/features/api-docs/summaries';
import { startTestApplication, type TestApplication } from '../setup/application';

let api: TestApplication;
let document: OpenAPIObject;
beforeAll(async () => {
  api = await startTestApplication();
  document = (await api.app.inject({ url: routes.openApi })).json();
});
afterAll(() => api.close());

const operation = (route: string) => {
  const found = operationsOf(document).find((candidate) => candidate.route === route)?.operation;
  if (found === undefined) throw new Error(`The document has no ${route}`);
  return found;
};

it('is OpenAPI 3.1 and needs no sign-in', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.components?.securitySchemes ?? {})).toEqual(['cookie', 'bearer', 'ingest']);
});

it('points to nothing that is not there', () => {
  const pointers = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
    ([, path = '']) => path,
  );
  const dangling = pointers.filter(
    (path) =>
      path
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document) ===
      undefined,
  );
  expect(pointers.length).toBeGreaterThan(0);
  expect(dangling).toEqual([]);
});

it('describes request bodies by their validators', () => {
  expect(document.components?.schemas?.LoginDto).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: ['email', 'password'],
    properties: { email: { format: 'email', maxLength: 254 }, password: { minLength: 1, maxLength: 1024 } },
  });
  expect(operation('POST /api/auth/login').requestBody).toMatchObject({
    content: { 'application/json': { schema: { $ref: '#/components/schemas/LoginDto' } } },
  });
  expect(operation('GET /api/admin/metrics/errors').parameters).toEqual([
    { name: 'hours', in: 'query', required: false, schema: expect.objectContaining({ maximum: 168 }) },
  ]);
});

it('tells for every route who may use it, and how a refusal looks', () => {
  expect(operation('GET /api/auth/me').security).toEqual([{ cookie: [] }, { bearer: [] }]);
  expect(operation('POST /api/auth/login').security).toEqual([]);
  expect(operation('POST /api/ingest/sessions').security).toEqual([{ ingest: [] }]);
  expect(operation('GET /api/admin/metrics/current').description).toContain('SYSTEM_MONITOR');
  for (const { operation: one } of operationsOf(document)) expect(one.security).toBeDefined();
  expect(operation('GET /api/auth/me').responses['401']).toEqual({ $ref: '#/components/responses/Problem' });
});

it('names every part of every address, and of a query besides', () => {
  for (const { route, operation: one } of operationsOf(document)) {
    const inAddress = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const named = (one.parameters ?? []).flatMap((each) =>
      'in' in each && each.in === 'path' ? [each.name] : [],
    );
    expect([route, named]).toEqual([route, inAddress]);
  }
  expect(operation('GET /api/admin/metrics/categories/{category}').parameters).toContainEqual(
    expect.objectContaining({ in: 'query', name: 'from' }),
  );
});

it('tells the refusals that a route has of its own, and what it is for', () => {
  expect(Object.keys(operation('POST /api/auth/login').responses)).toEqual(
    expect.arrayContaining(['200', '401', '429']),
  );
  expect(Object.keys(operation('POST /api/ingest/sessions').responses)).toEqual(
    expect.arrayContaining(['413', '415']),
  );
  const unnamed = operationsOf(document).filter(({ operation: one }) => one.summary === undefined);
  expect(unnamed.map(({ route }) => route)).toEqual([]);
});

it('has a summary only for routes that exist', () => {
  const known = new Set(operationsOf(document).map(({ route }) => route));
  expect(Object.keys(SUMMARIES).filter((route) => !known.has(route))).toEqual([]);
});

it('is readable by whoever is signed in, with no inline script', async () => {
  const { headers } = await api.signIn('CONTENT_MANAGER');
  const page = await api.app.inject({ url: routes.apiDocs, headers });
  expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  const files = [...page.payload.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
  expect(files).toHaveLength(4);
  for (const url of files) {
    const file = await api.app.inject({ url, headers });
    expect([url, file.statusCode]).toEqual([url, 200]);
    expect(file.rawPayload.length).toBeGreaterThan(100);
    expect((await api.app.inject({ url })).statusCode).toBe(401);
  }
  expect(page.payload).not.toMatch(/<script(?![^>]*src=)[^>]*>|\son\w+=/);
  expect(String(page.headers['content-security-policy'])).toContain("script-src 'self'");
});

it.each(['package.json', '..%2f..%2fpackage.json', 'constructor', 'index.html'])(
  'serves no other file: %s',
  async (name) => {
    const { headers } = await api.signIn('SUPER_ADMIN');
    expect((await api.app.inject({ url: `${routes.apiDocs}/${name}`, headers })).statusCode).toBe(404);
  },
);
