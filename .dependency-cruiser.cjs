const api = '^apps/api/src';

/** Arrows of the architecture: a wrong one is an error. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'], pathNot: '\\.entity\\.ts$' } },
    },
    { name: 'libs-not-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    { name: 'web-not-api', severity: 'error', from: { path: '^apps/web/' }, to: { path: '^apps/api/' } },
    { name: 'api-not-web', severity: 'error', from: { path: '^apps/api/' }, to: { path: '^apps/web/' } },
    {
      name: 'core-knows-only-core-and-contracts',
      severity: 'error',
      from: { path: `${api}/core/`, pathNot: '\\.spec\\.ts$' },
      to: { pathNot: [`${api}/core/`, '^libs/contracts/'] },
    },
    {
      name: 'platform-is-the-ground',
      severity: 'error',
      from: { path: `${api}/platform/` },
      to: { path: `${api}/(auth|storage|external-services|features)/` },
    },
    {
      name: 'storage-not-above',
      severity: 'error',
      from: { path: `${api}/storage/` },
      to: { path: `${api}/(auth|external-services|features)/` },
    },
    {
      name: 'auth-not-above',
      severity: 'error',
      from: { path: `${api}/auth/` },
      to: { path: `${api}/(external-services|features)/` },
    },
    {
      name: 'features-never-meet',
      severity: 'error',
      from: { path: `${api}/features/([^/]+)/` },
      to: { path: `${api}/features/([^/]+)/`, pathNot: `${api}/features/$1/` },
    },
    {
      name: 'vendors-never-meet',
      severity: 'error',
      from: { path: `${api}/external-services/([^/]+)/` },
      to: {
        path: `${api}/external-services/([^/]+)/`,
        pathNot: `${api}/external-services/($1|status-page|testing)/`,
      },
    },
    {
      name: 'external-services-not-features',
      severity: 'error',
      from: { path: `${api}/external-services/` },
      to: { path: `${api}/features/` },
    },
    {
      name: 'source-not-test-rooms',
      severity: 'error',
      from: { path: api, pathNot: '\\.spec\\.ts$' },
      to: { path: '^apps/api/(test|bench|simulators)/' },
    },
    {
      name: 'simulators-through-public-doors',
      severity: 'error',
      from: { path: '^apps/api/simulators/', pathNot: '^apps/api/simulators/seeding/' },
      to: { path: '^apps/api/(src|launcher|migrations|test|bench)/' },
    },
    {
      name: 'seeding-of-the-past-through-storage-ports',
      severity: 'error',
      from: { path: '^apps/api/simulators/seeding/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^apps/api/(src|launcher|migrations|test|bench)/',
        pathNot: '^apps/api/src/(core|storage|platform/database)/|^apps/api/src/schema\\.ts$',
      },
    },
    {
      name: 'nobody-needs-the-seeding-of-the-past',
      severity: 'error',
      from: { path: '^apps/', pathNot: '^apps/api/(simulators/(seeding/|demo-past\\.ts$)|test/)' },
      to: { path: '^apps/api/simulators/seeding/' },
    },
    {
      name: 'web-features-never-meet',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/(features/([^/]+)/|pages/|app/)', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'recharts-only-in-charts',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: '^apps/web/src/components/charts/' },
      to: { path: 'node_modules/recharts' },
    },
    {
      name: 'web-takes-the-light-door',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^libs/contracts/src/(dto|.*\\.dto)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
