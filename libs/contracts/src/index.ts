export * from './auth';
export * from './external-services';
export * from './health';
export * from './metrics';
export * from './problem';
export * from './quality';
export * from './roles';
export * from './routes';
