import type { OpenAPIObject } from '@nestjs/swagger';
import type { Mark } from '../../auth/marks';

type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const;

/** Every operation of a document with the name of its route, such as `GET /health`. */
export function operationsOf(document: OpenAPIObject): { route: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ route: `${method.toUpperCase()} ${path}`, operation }];
    }),
  );
}

export const SECURITY_SCHEMES = {
  cookie: { type: 'apiKey', in: 'cookie', name: 'admin_token', description: 'Set by POST /api/auth/login.' },
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The same token as a header.' },
  ingest: { type: 'http', scheme: 'bearer', description: 'INGEST_TOKEN of this installation.' },
} as const;

/** Who may use a route: as security requirements, as refusals and in words. */
export function addMark(operation: Operation, mark: Mark | undefined): void {
  const refusals = ['400', '503'];
  if (mark?.kind === 'public' || mark?.kind === 'webhook') operation.security = [];
  if (mark?.kind === 'webhook') refusals.push('401', '413');
  else if (mark?.kind !== 'public') refusals.push('401', '403');
  if (mark?.kind === 'signed-in' || mark?.kind === 'roles')
    operation.security = [{ cookie: [] }, { bearer: [] }];
  if (mark?.kind === 'ingest') operation.security = [{ ingest: [] }];
  if (mark?.kind === 'roles') operation.description = `Only ${mark.roles.join(' and ')}.`;
  addRefusals(operation, refusals);
}

/** The properties of a request class as query parameters. */
export function addQuery(operation: Operation, schema: Schemas[string] | undefined): void {
  if (schema === undefined || '$ref' in schema) return;
  const required = schema.required ?? [];
  operation.parameters = [
    ...inPath(operation),
    ...Object.entries(schema.properties ?? {}).map(([name, property]) => ({
      name,
      in: 'query' as const,
      required: required.includes(name),
      schema: property,
    })),
  ];
}

type Parameter = Extract<NonNullable<Operation['parameters']>[number], { in: string }>;

const inPath = ({ parameters = [] }: Operation): Parameter[] =>
  parameters.filter((parameter): parameter is Parameter => 'in' in parameter && parameter.in === 'path');

/** The scanner sees only those parts of an address that a handler takes one by one; the document must name all. */
export function addPathParameters(route: string, operation: Operation): void {
  const named = new Set(inPath(operation).map(({ name }) => name));
  const missing = [...route.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !named.has(name));
  operation.parameters = [
    ...missing.map((name) => ({
      name,
      in: 'path' as const,
      required: true,
      schema: { type: 'string' as const },
    })),
    ...(operation.parameters ?? []),
  ];
}

/** A document in which every refusal of a route stands. */
export function addRefusals(operation: Operation, statuses: readonly string[]): void {
  for (const status of statuses)
    operation.responses[status] ??= { $ref: '#/components/responses/Problem' } as never;
}
