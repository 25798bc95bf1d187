import { HttpException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { DomainError } from '../../core/domain-error';
import { jsonDepth } from './json-depth';
import { problemOf } from './problem';

describe('a problem document', () => {
  it('names the faulty fields of bad input', () => {
    const faults = [{ field: 'start_time', detail: 'must be a time' }];
    const { body } = problemOf(new DomainError('invalid', 'must be a time', { faults }), 'r-1');
    expect(body).toEqual({
      status: 400,
      title: 'Bad Request',
      detail: 'must be a time',
      instance: 'r-1',
      errors: faults,
    });
  });

  it('says nothing of the inside when something unexpected fails', () => {
    const { body } = problemOf(new Error('select * from admins at db-7.internal'), 'r-1');
    expect(body.status).toBe(500);
    expect(JSON.stringify(body)).not.toMatch(/admins|db-7/);
  });

  it.each([
    Object.assign(new Error('terminating connection'), { code: '57P01' }),
    Object.assign(new Error('query failed'), {
      driverError: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    }),
    new Error('timeout exceeded when trying to connect'),
    new QueryRunnerAlreadyReleasedError(), // the connection broke between two statements
    new QueryRunnerProviderAlreadyReleasedError(), // a moment earlier
    Object.assign(new Error('Cannot call write after a stream was destroyed'), {
      code: 'ERR_STREAM_DESTROYED',
    }),
    new QueryFailedError('INSERT', [], Object.assign(new Error('No space left'), { code: '53100' })),
    new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]),
  ])('asks to try again soon when the database is away', (error) => {
    const { body, headers } = problemOf(error, 'r-1');
    expect(body.status).toBe(503);
    expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(3);
  });

  it('promises that nothing was changed, unless it was the COMMIT that nobody confirmed', () => {
    const lost = new Error('Query read timeout');
    const detailOf = (query: string) => problemOf(new QueryFailedError(query, [], lost), 'r-1').body.detail;
    expect(detailOf('INSERT INTO sessions')).toContain('nothing was changed');
    expect(detailOf('COMMIT')).not.toContain('nothing was changed');
    expect(detailOf('COMMIT')).toContain('nothing counts twice');
  });

  it('keeps the status of the framework and of Fastify', () => {
    expect(problemOf(new NotFoundException('Cannot GET /x'), 'r-1').body.status).toBe(404);
    expect(problemOf(Object.assign(new Error('too large'), { statusCode: 413 }), 'r-1').body.status).toBe(
      413,
    );
  });

  it.each([
    ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 415, 'application/json'],
    ['FST_ERR_CTP_BODY_TOO_LARGE', 413, 'smaller parts'],
    ['FST_ERR_CTP_INVALID_JSON_BODY', 400, '__proto__'],
    ['FST_ERR_BAD_URL', 400, 'hex digits'],
  ])('tells the cure where Fastify tells only the fault: %s', (code, statusCode, cure) => {
    const own = Object.assign(new Error('Unsupported'), { code, statusCode });
    const wrapped = new HttpException('Unsupported', statusCode, { cause: own }); // as Nest hands it on
    for (const error of [own, wrapped])
      expect(problemOf(error, 'r-1').body).toMatchObject({
        status: statusCode,
        detail: expect.stringContaining(cure),
      });
  });

  it('points to the list of addresses where nothing answers', () => {
    const { detail } = problemOf(new NotFoundException(`Cannot GET /${'x'.repeat(5_000)}`), 'r-1').body;
    expect(detail).toContain('/api/openapi.json');
    expect(detail.length).toBeLessThan(300);
  });
});

it.each<[string, number]>([
  ['1', 0],
  ['{}', 1],
  ['[[[]]]', 3],
  ['{"a":"[[[[{{{{\\"[["}', 1],
  ['[{"a":[1]},[2]]', 3],
])('measures the depth of %s', (text, depth) => {
  expect(jsonDepth(text)).toBe(depth);
});
