import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { environment, projectRoot } from '../src/platform/config/env';
import { pageSizes } from './page-sizes';
import { startDemo } from './servers';
import { figure, printTable } from './table';

const CHROMIUM = environment.CHROMIUM_PATH ?? '/usr/bin/chromium';
const ENDS_WITHIN_MS = 120_000;
const PRESETS = { desktop: ['--preset=desktop'], mobile: [] };
const SCORES = ['performance', 'accessibility', 'best-practices'] as const;
const TIMES = {
  'FCP s': ['first-contentful-paint', 1000],
  'LCP s': ['largest-contentful-paint', 1000],
  'TBT ms': ['total-blocking-time', 1],
  CLS: ['cumulative-layout-shift', 1],
} as const;

interface Report {
  categories: Record<string, { score: number | null } | undefined>;
  audits: Record<
    string,
    { title: string; score: number | null; scoreDisplayMode: string; numericValue?: number } | undefined
  >;
}

/** The dashboard of the demo, as Lighthouse sees it, and what a first visit has to load. */
export async function benchPage(): Promise<void> {
  printTable('Built page', [['what', 'kB gzip'], ...pageSizes(join(projectRoot, 'apps/web/dist'))]);
  if (!existsSync(CHROMIUM)) {
    console.log(`There is no Chromium at ${CHROMIUM}: set CHROMIUM_PATH. Lighthouse is left out.`);
    return;
  }
  const demo = await startDemo();
  try {
    const rows = [['dashboard', ...SCORES, ...Object.keys(TIMES)]];
    const faults: string[] = [];
    for (const [preset, options] of Object.entries(PRESETS)) {
      const report = await lighthouse(`${demo.url}/admin/dashboard`, demo.token, options);
      rows.push([preset, ...figuresOf(report)]);
      faults.push(...faultsOf(report).map((fault) => `${preset}: ${fault}`));
    }
    printTable('Lighthouse, demo data', rows);
    for (const fault of faults) console.log(`  ${fault}`);
    printTable('Start', [
      ['what', 'seconds'],
      ['demo: database, API, page, simulators', figure(demo.startMs / 1000)],
    ]);
  } finally {
    await demo.stop();
  }
}

async function lighthouse(url: string, token: string, options: string[]): Promise<Report> {
  const root = process.getuid?.() === 0 ? ' --no-sandbox' : '';
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(projectRoot, 'node_modules/lighthouse/cli/index.js'),
      url,
      ...options,
      `--only-categories=${SCORES.join(',')}`,
      `--extra-headers=${JSON.stringify({ cookie: `admin_token=${token}` })}`,
      `--chrome-flags=--headless=new --disable-background-networking --disable-component-update --disable-sync${root}`,
      '--output=json',
      '--quiet',
      '--no-enable-error-reporting',
    ],
    {
      env: { PATH: environment.PATH, HOME: environment.HOME, CHROME_PATH: CHROMIUM },
      maxBuffer: 64 * 1024 ** 2,
      timeout: ENDS_WITHIN_MS,
    },
  );
  return JSON.parse(stdout) as Report;
}

const figuresOf = ({ categories, audits }: Report): string[] => [
  ...SCORES.map((name) => figure(categories[name]?.score)),
  ...Object.values(TIMES).map(([audit, unit]) => figure((audits[audit]?.numericValue ?? NaN) / unit)),
];

/** What Lighthouse says is plainly wrong: audits that are passed or failed. */
const faultsOf = ({ audits }: Report): string[] =>
  Object.values(audits)
    .filter((audit) => audit !== undefined)
    .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score !== null && score < 1)
    .map(({ title }) => title);
