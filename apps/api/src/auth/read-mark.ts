import type { ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { MARK, type Mark } from './marks';

type Door = ReturnType<ExecutionContext['getHandler'] | ExecutionContext['getClass']>;

/** Marks never change while the process runs, and every request asks three guards. */
const known = new WeakMap<Door, WeakMap<Door, Mark | null>>();

/** The mark of the route, else of its controller; null when there is none. */
export function readMark(reflector: Reflector, context: ExecutionContext): Mark | null {
  const [handler, controller] = [context.getHandler(), context.getClass()];
  const ofHandler = known.get(handler) ?? new WeakMap<Door, Mark | null>();
  const remembered = ofHandler.get(controller);
  if (remembered !== undefined) return remembered;
  const mark = reflector.getAllAndOverride<Mark | undefined>(MARK, [handler, controller]) ?? null;
  known.set(handler, ofHandler.set(controller, mark));
  return mark;
}
