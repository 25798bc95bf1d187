import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../core/domain-error';
import { Clock } from '../../../platform/clock/clock';
import { BodyIntake } from './body-intake';
import { encodeResponse, encodingOf, type OtlpEncoding } from './otlp-answer';

export interface OtlpRequestBody {
  contentType: string | undefined;
  contentEncoding: string | undefined;
  body: Buffer | undefined;
}

/** Has taken in what a sender exports, and answers as the sender wants it. */
@Injectable()
export class OtlpIntake {
  constructor(
    private readonly bodies: BodyIntake,
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
    const refused = await this.bodies.take({ encoding, contentEncoding, bytes }, this.clock.now().getTime());
    return { encoding, body: encodeResponse(refused, encoding) };
  }
}
