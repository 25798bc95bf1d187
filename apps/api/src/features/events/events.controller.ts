import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { type EventPage, METRICS_ROLES, type News, routes } from '@watchroom/contracts';
import { EventQueryDto, VisitDto } from '@watchroom/contracts/dto';
import { Roles } from '../../auth/marks';
import { CurrentSignIn } from '../../auth/signed-in.request';
import type { ActiveSignIn } from '../../storage/sign-ins/sign-in.repository';
import { EventsService } from './events.service';

@Controller()
@Roles(...METRICS_ROLES)
export class EventsController {
  constructor(private readonly service: EventsService) {}

  /** What happened, newest first. */
  @Get(routes.events)
  @Header('cache-control', 'private, no-cache')
  events(@Query() query: EventQueryDto): Promise<EventPage> {
    return this.service.page(query);
  }

  /** What changed since this admin last looked. */
  @Get(routes.since)
  @Header('cache-control', 'private, no-cache')
  since(@CurrentSignIn() { adminId }: ActiveSignIn): Promise<News> {
    return this.service.since(adminId);
  }

  /** This admin has seen what happened until then. */
  @Post(routes.since)
  @HttpCode(204)
  @Header('cache-control', 'private, no-cache')
  noteSeen(@CurrentSignIn() { adminId }: ActiveSignIn, @Body() { until }: VisitDto): Promise<void> {
    return this.service.noteSeen(adminId, until);
  }
}
