export * from './error-trend-query.dto';
export * from './history-query.dto';
export * from './login.dto';
export * from './session-report.dto';
