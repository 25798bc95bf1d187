import { Controller, Header, HttpCode, Options, Post, Req } from '@nestjs/common';
import { routes, WEBHOOK_DOORS } from '@watchroom/contracts';
import { Public, Webhook } from '../../auth/marks';
import { DomainError } from '../../core/domain-error';
import type { WebhookRequest } from './webhook.door';
import { WebhookIntake } from './webhook.intake';

const DOORS = Object.values(WEBHOOK_DOORS);
/** Beyond Presence tries an address from the browser of whoever enters it; no cookie counts here. */
const ANY_ORIGIN = ['access-control-allow-origin', '*'] as const;

@Controller(routes.webhooks)
@Webhook()
export class WebhookController {
  constructor(private readonly intake: WebhookIntake) {}

  /** What a vendor tells of our meetings; a repeat is accepted and changes nothing. */
  @Post(DOORS)
  @HttpCode(200)
  @Header(...ANY_ORIGIN)
  async receive(@Req() { delivery }: WebhookRequest): Promise<void> {
    if (delivery === undefined) throw new DomainError('unauthenticated', 'Nobody has looked at this.');
    await this.intake.receive(delivery);
  }

  /** Whether a page may send here. */
  @Options(DOORS)
  @Public()
  @HttpCode(204)
  @Header(...ANY_ORIGIN)
  @Header('access-control-allow-methods', 'POST')
  @Header('access-control-allow-headers', 'content-type')
  @Header('access-control-max-age', '600')
  preflight(): void {}
}
