import { drawn, limits } from './jest.config.mjs';

/** Whole pages, with a fake server at the level of `fetch`: too long to be waited for before each commit. */
export default {
  ...limits,
  projects: [{ ...drawn, displayName: 'page', testMatch: ['**/*.page-spec.tsx'] }],
};
