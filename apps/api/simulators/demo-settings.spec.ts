import { describe, expect, it } from '@jest/globals';
import { controlFilePath, readPlatformSettings } from './demo-settings';

const env = {
  DEMO_WATCHROOM_URL: 'http://127.0.0.1:3000/',
  DEMO_INGEST_TOKEN: 'the-token',
  DEMO_CONTROL_FILE: '/tmp/demo.json',
  DEMO_INCIDENTS: 'off',
};

describe('demo settings', () => {
  it('names all that is missing at once', () => {
    expect(() => readPlatformSettings({ DEMO_WATCHROOM_URL: 'localhost' })).toThrow(
      /DEMO_WATCHROOM_URL.*\nDEMO_INGEST_TOKEN.*\nDEMO_CONTROL_FILE/,
    );
  });

  it('lets incidents come by themselves unless told otherwise', () => {
    expect(readPlatformSettings(env).incidents).toBe(false);
    expect(readPlatformSettings({ ...env, DEMO_INCIDENTS: 'on' }).incidents).toBe(true);
    expect(readPlatformSettings({ ...env, DEMO_INCIDENTS: undefined }).incidents).toBe(true);
  });

  it('finds the control file below the data directory', () => {
    expect(controlFilePath({}, '/repo')).toBe('/repo/.watchroom/demo.json');
    expect(controlFilePath({ DATA_DIR: 'data' }, '/repo')).toBe('/repo/data/demo.json');
    expect(controlFilePath({ DATA_DIR: '/var/x' }, '/repo')).toBe('/var/x/demo.json');
    expect(controlFilePath({ DEMO_CONTROL_FILE: '/a/b' }, '/repo')).toBe('/a/b');
  });
});
