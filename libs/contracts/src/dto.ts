export * from './category-query.dto';
export * from './error-trend-query.dto';
export * from './event-query.dto';
export * from './history-query.dto';
export { isInstant } from './instant';
export * from './login.dto';
export * from './request-window-query.dto';
export * from './session-report.dto';
export * from './visit.dto';
