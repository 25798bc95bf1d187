import { afterEach, beforeEach } from '@jest/globals';
import { FakeRemote } from './fake-remote';
import { allIsWell, closePages } from './open-page';

/** Gives each test of a suite a server of its own on which all is well, and closes the pages that the test opened. */
export function eachTestHasAServer(take: (remote: FakeRemote) => void): void {
  let remote: FakeRemote;
  beforeEach(() => {
    remote = allIsWell(new FakeRemote());
    take(remote);
  });
  afterEach(() => {
    closePages();
    remote.restore();
  });
}
