import { Injectable, Logger } from '@nestjs/common';
import { EXTERNAL_SERVICES, type ExternalServiceKey, routes, WEBHOOK_DOORS } from '@watchroom/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GuardedRequest } from '../../auth/signed-in.request';
import { DomainError } from '../../core/domain-error';
import type { VendorWebhook, WebhookHead, WebhookJudgement } from '../../external-services/vendor-webhook';
import { VendorWebhooks } from '../../external-services/vendor-webhooks';
import { Clock } from '../../platform/clock/clock';
import { acceptRawBodies, keepBodyRaw, restoreContentType } from '../../platform/http/raw-body';
import { ServiceEventRepository } from '../../storage/service-events/service-event.repository';

/** A request whose sender is known to be the vendor. */
export interface WebhookRequest extends GuardedRequest {
  delivery?: WebhookDelivery;
}

export interface WebhookDelivery {
  service: ExternalServiceKey;
  /** Only tries whether somebody answers. */
  isTrial: boolean;
  body: Buffer;
}

/** Anybody may make us say it. */
const SAY_AGAIN_MS = 600_000;

/** Stands before the routes of webhooks: judges by the bytes as they came, counts whom it turned away. */
@Injectable()
export class WebhookDoor {
  private readonly log = new Logger(WebhookDoor.name);
  private readonly saidAtMs = new Map<ExternalServiceKey, number>();

  constructor(
    private readonly vendors: VendorWebhooks,
    private readonly events: ServiceEventRepository,
    private readonly clock: Clock,
  ) {}

  /** To be called before Nest registers its routes. */
  stand(fastify: FastifyInstance): void {
    acceptRawBodies(fastify);
    const services = new Map(
      EXTERNAL_SERVICES.map((service) => [`${routes.webhooks}/${WEBHOOK_DOORS[service]}`, service]),
    );
    fastify.addHook('onRoute', (route) => {
      const service = services.get(route.url);
      if (service === undefined || route.method !== 'POST') return;
      route.bodyLimit = this.vendors.of[service].mostBytes;
      keepBodyRaw(route, (request) => this.lookAtHead(service, request));
      route.preHandler = (request, _reply, done) => {
        restoreContentType(request);
        done(this.judge(service, request) ?? undefined);
      };
      route.onResponse = (_request, { statusCode }, done) => {
        if (statusCode >= 400 && statusCode < 500) this.events.countRefused(service, this.clock.now());
        done();
      };
    });
  }

  private lookAtHead(service: ExternalServiceKey, request: FastifyRequest): void {
    const vendor = this.vendors.of[service];
    if (!vendor.isPlausible(headOf(request))) throw this.refusal(service, vendor);
  }

  /** Remembers what is genuine with the request; of anything else the refusal. */
  private judge(service: ExternalServiceKey, request: WebhookRequest): DomainError | null {
    const vendor = this.vendors.of[service];
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const judgement: WebhookJudgement = vendor.judge(headOf(request), body, this.clock.now());
    if (judgement === 'forged') return this.refusal(service, vendor);
    request.genuineWebhook = true;
    request.delivery = { service, isTrial: judgement === 'trial', body };
    return null;
  }

  /** Strangers are told nothing; the cure is for the log. */
  private refusal(service: ExternalServiceKey, { configured, variables }: VendorWebhook): DomainError {
    const now = this.clock.now().getTime();
    if (!configured && now - (this.saidAtMs.get(service) ?? -Infinity) > SAY_AGAIN_MS) {
      this.saidAtMs.set(service, now);
      this.log.warn(`Webhooks for ${service} come in and are refused: set ${variables.join(' and ')}`);
    }
    return new DomainError('unauthenticated', 'This is not signed as the service signs its webhooks.');
  }
}

function headOf({ headers, params }: FastifyRequest): WebhookHead {
  const token = (params as { token?: unknown } | null)?.token;
  return { headers, token: typeof token === 'string' ? token : null };
}
