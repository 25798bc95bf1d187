import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { startTestApplication } from '../setup/application';

it.each([
  ['on', 'yes'],
  ['off', 'no'],
])('the page is told whether its data is simulated: DEMO=%s', async (demo, told) => {
  const root = mkdtempSync(join(tmpdir(), 'watchroom-page-'));
  mkdirSync(join(root, 'apps/web/dist'), { recursive: true });
  writeFileSync(join(root, 'apps/web/dist/index.html'), '<meta name="simulated" content="unknown" />');
  const api = await startTestApplication({ DEMO: demo }, { root });
  try {
    const page = await api.app.inject('/admin/dashboard');
    expect(page.payload).toBe(`<meta name="simulated" content="${told}" />`);
  } finally {
    await api.close();
    rmSync(root, { recursive: true });
  }
});
