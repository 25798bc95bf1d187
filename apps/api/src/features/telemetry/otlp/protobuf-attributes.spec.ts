import { expect, it } from '@jest/globals';
import protobuf from 'protobufjs/minimal.js';
import { readProtobuf } from './protobuf-metrics';

type Writer = protobuf.Writer;
const bytes = (field: number): number => (field << 3) | 2;

function message(writer: Writer, field: number, write: (inner: Writer) => unknown): Writer {
  write(writer.uint32(bytes(field)).fork());
  return writer.ldelim();
}
const pair = (point: Writer, key: string, value: string): Writer =>
  message(point, 9, (inner) =>
    message(inner.uint32(bytes(1)).string(key), 2, (held) => held.uint32(bytes(1)).string(value)),
  );
const time = (point: Writer): Writer =>
  point
    .uint32((3 << 3) | 1)
    .fixed32(7)
    .fixed32(7);

function attributesRead(write: (point: Writer) => unknown) {
  const writer = protobuf.Writer.create();
  message(writer, 1, (resource) =>
    message(resource, 2, (scope) =>
      message(scope, 2, (metric) => {
        metric.uint32(bytes(1)).string('http.server.request.duration');
        message(metric, 9, (data) => message(data, 1, write));
      }),
    ),
  );
  const [metric] = readProtobuf(writer.finish());
  return metric!.attributesOf(metric!.points[0]!);
}

it('reads the attributes of a point wherever they stand in it', () => {
  const told = [
    ['http.route', '/a/{id}'],
    ['überall', '日本'],
  ];
  expect(attributesRead((point) => pair(pair(point, 'http.route', '/a/{id}'), 'überall', '日本'))).toEqual(
    told,
  );
  expect(
    attributesRead((point) =>
      time(pair(time(pair(time(point), 'http.route', '/a/{id}')), 'überall', '日本')),
    ),
  ).toEqual(told);
  expect(attributesRead(time)).toEqual([]);
});

it('refuses attributes that are cut', () => {
  const cut = (point: Writer) => message(point, 9, (inner) => inner.uint32(bytes(1)).uint32(40).uint32(65));
  expect(() => attributesRead(cut)).toThrow('not an OTLP metrics request');
});
