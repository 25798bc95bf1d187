import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { type CategoryMetrics, METRICS_ROLES, routes } from '@watchroom/contracts';
import { CategoryQueryDto } from '@watchroom/contracts/dto';
import { Roles } from '../../auth/marks';
import { CategoriesService } from './categories.service';

@Controller(routes.categoryMetrics)
@Roles(...METRICS_ROLES)
export class CategoriesController {
  constructor(private readonly categories: CategoriesService) {}

  /** Sessions of one category over time, and their quality. */
  @Get(':category')
  @Header('cache-control', 'private, no-cache')
  category(@Param('category') category: string, @Query() range: CategoryQueryDto): Promise<CategoryMetrics> {
    return this.categories.category(category, range);
  }
}
