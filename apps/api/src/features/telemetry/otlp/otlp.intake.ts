import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../core/domain-error';
import { Clock } from '../../../platform/clock/clock';
import { MetricPointRepository } from '../../../storage/metric-points/metric-point.repository';
import { BodyReader } from './body-reader';
import { encodeResponse, encodingOf, type OtlpEncoding } from './otlp-answer';

export interface OtlpRequestBody {
  contentType: string | undefined;
  contentEncoding: string | undefined;
  body: Buffer | undefined;
}

/** Has read and stores what a sender exports. */
@Injectable()
export class OtlpIntake {
  constructor(
    private readonly reader: BodyReader,
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
    const { body: bytes = Buffer.alloc(0), contentEncoding = null } = request;
    const { points, refused } = await this.reader.read(
      { encoding, contentEncoding, bytes },
      this.clock.now().getTime(),
    );
    await this.points.store(points, this.clock.now());
    return { encoding, body: encodeResponse(refused, encoding) };
  }
}
