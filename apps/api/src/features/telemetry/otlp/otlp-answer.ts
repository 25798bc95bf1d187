import protobuf from 'protobufjs/minimal.js';
import type { Problem } from '@watchroom/contracts';
import type { RefusedPoints } from './body-intake';

export type OtlpEncoding = 'application/x-protobuf' | 'application/json';

const VARINT = 0;
const BYTES = 2;
const tag = (field: number, wire: number): number => (field << 3) | wire;

/** google.rpc codes of HTTP answers; 2 is UNKNOWN. */
const CODES: Record<number, number> = { 400: 3, 401: 16, 403: 7, 404: 5, 413: 3, 415: 3, 429: 8, 503: 14 };

/** The encoding of a content type; null for one that OTLP does not know. */
export function encodingOf(contentType: string | undefined): OtlpEncoding | null {
  const type = contentType?.split(';')[0]!.trim().toLowerCase();
  return type === 'application/json' || type === 'application/x-protobuf' ? type : null;
}

/** ExportMetricsServiceResponse; with `partial_success` when points were refused. */
export function encodeResponse({ count, reasons }: RefusedPoints, encoding: OtlpEncoding): Buffer {
  const message = reasons.join('; ');
  if (encoding === 'application/json')
    return jsonBytes(
      count === 0 ? {} : { partialSuccess: { rejectedDataPoints: String(count), errorMessage: message } },
    );
  const writer = protobuf.Writer.create();
  if (count > 0)
    writer
      .uint32(tag(1, BYTES))
      .fork()
      .uint32(tag(1, VARINT))
      .int64(count)
      .uint32(tag(2, BYTES))
      .string(message)
      .ldelim();
  return Buffer.from(writer.finish());
}

/** google.rpc.Status: the body of every OTLP answer that is no success. */
export function encodeStatus({ status, detail }: Problem, encoding: OtlpEncoding): Buffer {
  const code = CODES[status] ?? 2;
  if (encoding === 'application/json') return jsonBytes({ code, message: detail });
  const writer = protobuf.Writer.create();
  return Buffer.from(writer.uint32(tag(1, VARINT)).int32(code).uint32(tag(2, BYTES)).string(detail).finish());
}

const jsonBytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
