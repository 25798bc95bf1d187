import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../core/domain-error';
import { Clock } from '../../../platform/clock/clock';
import { MetricPointRepository } from '../../../storage/metric-points/metric-point.repository';
import { readJson } from './json-metrics';
import { encodeResponse, encodingOf, type OtlpEncoding } from './otlp-answer';
import { decompressed } from './otlp-body';
import { type Intake, takeIn } from './point-intake';
import { readProtobuf } from './protobuf-metrics';
import { SeriesBook } from './series-book';

export interface OtlpRequestBody {
  contentType: string | undefined;
  contentEncoding: string | undefined;
  body: Buffer | undefined;
}

/** Reads, judges and stores what a sender exports. */
@Injectable()
export class OtlpIntake {
  private readonly book = new SeriesBook();
  private reading: Promise<unknown> = Promise.resolve();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly points: MetricPointRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError when the body as a whole is refused; points refused singly are told in the answer. */
  async receive(request: OtlpRequestBody): Promise<{ encoding: OtlpEncoding; body: Buffer }> {
    const encoding = encodingOf(request.contentType);
    if (encoding === null)
      throw new DomainError(
        'unsupported_media',
        'The content type must be application/x-protobuf or application/json.',
      );
    const read = () => this.read(request, encoding);
    const { points, rejected } = await (request.contentEncoding === undefined ? read() : this.inTurn(read));
    await this.points.store(points, this.clock.now());
    return { encoding, body: encodeResponse(rejected, encoding) };
  }

  private async read(request: OtlpRequestBody, encoding: OtlpEncoding): Promise<Intake> {
    const body = await decompressed(request.body ?? Buffer.alloc(0), request.contentEncoding);
    await this.nextTurn();
    const metrics = encoding === 'application/json' ? readJson(body) : readProtobuf(body);
    return takeIn(metrics, this.clock.now(), this.book);
  }

  /** One body after the other, and whoever asks for something else in between: a flood makes only itself wait. */
  private nextTurn(): Promise<unknown> {
    return (this.turn = this.turn.then(() => setImmediate()));
  }

  /** One body at a time is decompressed: many small ones must not grow large together. Others do not wait for it. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.reading.then(work);
    this.reading = result.catch(() => undefined);
    return result;
  }
}
