import { Controller, Get, Param, Query } from '@nestjs/common';
import { METRICS_ROLES, routes } from '@watchroom/contracts';
import { RequestWindowQueryDto } from '@watchroom/contracts/dto';
import { Roles } from '../../auth/marks';
import { RouteService } from './route.service';

@Controller()
@Roles(...METRICS_ROLES)
export class RouteController {
  constructor(private readonly service: RouteService) {}

  /** Services that reported in a window, those with most errors first. */
  @Get(routes.services)
  services(@Query() window: RequestWindowQueryDto): ReturnType<RouteService['services']> {
    return this.service.services(window);
  }

  /** Routes of one service in a window, those with most errors first. */
  @Get(`${routes.services}/:service/routes`)
  ofService(
    @Param('service') service: string,
    @Query() window: RequestWindowQueryDto,
  ): ReturnType<RouteService['ofService']> {
    return this.service.ofService(service, window);
  }

  /** One hour of the error trend, by route. */
  @Get(`${routes.errorTrend}/:start`)
  hour(@Param('start') start: string): ReturnType<RouteService['hour']> {
    return this.service.hour(start);
  }
}
