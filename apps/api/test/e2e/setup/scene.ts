import type { Browser } from 'playwright-core';
import { startStandIns, type StandIns } from '../../../simulators/stand-ins';
import { ADMIN_SETTINGS } from './admin';
import { launchBrowser } from './browser';
import { CounsellingPlatform } from './counselling-platform';
import { requestsAt, SERVICE } from './ground-truth';
import { type RunningWatchroom, startWatchroom } from './watchroom';

/** What a story plays in. */
export interface Scene {
  vendors: StandIns;
  watchroom: RunningWatchroom;
  platform: CounsellingPlatform;
  browser: Browser;
  close(): Promise<void>;
}

/** Vendors that can be broken, a Watchroom without data that probes them each second, and a platform that is silent yet. */
export async function setScene(settings: Record<string, string> = {}): Promise<Scene> {
  const vendors = await startStandIns();
  const [watchroom, browser] = await Promise.all([
    startWatchroom({
      DEMO: 'off',
      ...ADMIN_SETTINGS,
      ...vendors.env,
      PROBE_INTERVAL_SECONDS: '1',
      ...settings,
    }),
    launchBrowser(),
  ]);
  const platform = new CounsellingPlatform(watchroom);
  const close = async () => {
    platform.stop();
    await browser.close();
    await watchroom.stop();
    await vendors.close();
  };
  return { vendors, watchroom, platform, browser, close };
}

/** The same with requests that are known exactly, from a service that goes on reporting. */
export async function setSceneInUse(settings: Record<string, string> = {}): Promise<Scene> {
  const scene = await setScene(settings);
  await scene.platform.export(...requestsAt(Date.now()).points);
  scene.platform.keepReporting(SERVICE);
  return scene;
}
