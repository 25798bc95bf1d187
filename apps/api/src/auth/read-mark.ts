import type { ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { MARK, type Mark } from './marks';

/** The mark of the route, else of its controller; null when there is none. */
export function readMark(reflector: Reflector, context: ExecutionContext): Mark | null {
  return (
    reflector.getAllAndOverride<Mark | undefined>(MARK, [context.getHandler(), context.getClass()]) ?? null
  );
}
