import { TestEnvironment } from 'jest-environment-jsdom';

/** jsdom without the fetch classes that every browser has: lend it Node's, so that tests can answer requests. */
export default class PageEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { Response, Headers, Request });
  }
}
