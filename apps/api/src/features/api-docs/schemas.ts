import type { OpenAPIObject } from '@nestjs/swagger';

export type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** Where class-transformer keeps the types of nested classes; it has no other door and no declaration. */
const TYPE_STORAGE: string = 'class-transformer/cjs/storage.js';

/** RFC 9457, as every failure is told. */
export const PROBLEM: Schemas[string] = {
  type: 'object',
  required: ['status', 'title', 'detail', 'instance'],
  properties: {
    status: { type: 'integer' },
    title: { type: 'string' },
    detail: { type: 'string', description: 'What happened and what to do.' },
    instance: { type: 'string', description: 'The id of the request, as in the log.' },
    errors: {
      type: 'array',
      description: 'The faulty fields of a request.',
      items: {
        type: 'object',
        required: ['field', 'detail'],
        properties: { field: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

/** What the scanner refers to where a handler answers with an interface: those are gone at run time. */
export const ANSWER: Schemas[string] = { type: 'object', description: 'See libs/contracts/src.' };

/** Schemas of the request classes, from their validators; loaded only when somebody asks. */
export async function requestSchemas(): Promise<Schemas> {
  const { validationMetadatasToSchemas } = await import('class-validator-jsonschema');
  const { defaultMetadataStorage } = (await import(TYPE_STORAGE)) as {
    defaultMetadataStorage: never;
  };
  const schemas = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: '#/components/schemas/',
  }) as Schemas;
  // the validation pipe refuses unknown properties
  for (const schema of Object.values(schemas)) Object.assign(schema, { additionalProperties: false });
  return schemas;
}
