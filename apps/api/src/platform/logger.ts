import { ConsoleLogger } from '@nestjs/common';

/** JSON lines with everything for a log collector; on a screen only what somebody must see. */
export const loggerFor = (production: boolean): ConsoleLogger =>
  production
    ? new ConsoleLogger({ json: true })
    : new ConsoleLogger({ logLevels: ['warn', 'error', 'fatal'] });
