import { current } from './bodies/current';
import { databaseMetrics } from './bodies/database';
import { errorTrend } from './bodies/errors';
import { externalServices } from './bodies/external-services';
import { sessionMetrics } from './bodies/sessions';
import { ago } from './moment';
import { AFTERNOON, refuse, type Scene, silence } from './scene';
import { blind, firstRun } from './scenes/blind';
import { outage } from './scenes/outage';
import { calm, noTraffic, tooFew } from './scenes/quiet';

const loading: Scene = {
  ...AFTERNOON,
  current: silence,
  sessions: silence,
  errorTrend: silence,
  database: silence,
  externalServices: silence,
  history: silence,
  events: silence,
  news: silence,
  installation: silence,
};

/** The database has given nothing newer for two minutes. */
const stale: Scene = {
  ...calm,
  current: () => current({ as_of: ago(131), stale_since: ago(131) }),
  sessions: () => ({ ...sessionMetrics(), as_of: ago(131), stale_since: ago(131) }),
  errorTrend: () => ({ ...errorTrend(), as_of: ago(131), stale_since: ago(131) }),
  database: () => ({ ...databaseMetrics(), as_of: ago(131), stale_since: ago(131) }),
  externalServices: () => ({ ...externalServices(), stale_since: ago(131) }),
};

/** Watchroom's own server answers nothing but errors. */
const BROKEN = refuse(500, 'Watchroom failed to answer. The log has the details under this request id.');
const failing: Scene = {
  ...AFTERNOON,
  current: BROKEN,
  sessions: BROKEN,
  errorTrend: BROKEN,
  database: BROKEN,
  externalServices: BROKEN,
  history: BROKEN,
  events: BROKEN,
  news: BROKEN,
  installation: BROKEN,
};

/** For somebody whose role does not include the dashboard. */
const noRole: Scene = {
  ...AFTERNOON,
  me: () => ({ email: 'cora@example.org', role: 'CONTENT_MANAGER', expires_at: '2026-11-24T02:35:20.000Z' }),
};

/** An answer that no page can draw. */
const damaged: Scene = {
  ...AFTERNOON,
  events: () => ({ events: null }) as never,
};

export const SCENES = {
  value: AFTERNOON,
  loading,
  noTraffic,
  tooFew,
  stale,
  blind,
  firstRun,
  outage,
  failing,
  noRole,
  damaged,
} satisfies Record<string, Scene>;
export type SceneName = keyof typeof SCENES;
