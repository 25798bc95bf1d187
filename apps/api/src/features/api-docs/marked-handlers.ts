import { Injectable } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { MARK, type Mark } from '../../auth/marks';

/** `Controller_method`: the name of an operation in the document. */
export const operationId = (controller: string, method: string) => `${controller}_${method}`;

/** The operation whose handler has several addresses is told apart by a number: `Controller_method[1]`. */
export const withoutNumber = (id: string) => id.replace(/\[\d+\]$/, '');

/** The marks of all handlers by operation, read from the running application. */
@Injectable()
export class MarkedHandlers {
  constructor(readonly modules: ModulesContainer) {}

  marks(): Map<string, Mark> {
    const marks = new Map<string, Mark>();
    for (const { controllers } of this.modules.values())
      for (const { metatype } of controllers.values()) {
        if (typeof metatype !== 'function') continue;
        const prototype = metatype.prototype as Record<string, object>;
        for (const method of new MetadataScanner().getAllMethodNames(prototype)) {
          const mark = (Reflect.getMetadata(MARK, prototype[method] ?? {}) ??
            Reflect.getMetadata(MARK, metatype)) as Mark | undefined;
          if (mark !== undefined) marks.set(operationId(metatype.name, method), mark);
        }
      }
    return marks;
  }
}
