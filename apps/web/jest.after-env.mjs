import { configure, getConfig } from '@testing-library/react';

const { getElementError } = getConfig();

configure({
  asyncUtilTimeout: 15_000, // a whole page is opened and drawn, on a busy machine
  /**
   * A wait fails many times before what it waits for is there, and writing out the page each time is a quarter of the
   * waiting. Once it is given up, the page is written out all the same.
   */
  getElementError: (message, container) =>
    getConfig()._disableExpensiveErrorDiagnostics ? new Error(message) : getElementError(message, container),
});
