import { useLayoutEffect } from 'react';

const LOOK_EVERY_MS = 1_000;
const START_OVER_EVERY = 30;
/** While the figures of a page that has just opened come, one after the other. */
const START_OVER_EVERY_AT_FIRST = 3;
const STEPS = [1.15, 1.1, 1.05, 1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5];

/** The largest step at which nothing is below the edge; the usual size when there is none, on a phone say. */
export const largestFitting = (fits: (scale: number) => boolean): number =>
  STEPS.find((scale) => fits(scale)) ?? 1;

/**
 * Keeps the whole page on one screen: everything is sized in rem, so a smaller root makes all of it smaller. What gets
 * longer (an outage has much to tell) is fitted before it is seen; what got shorter grows again within half a minute.
 */
export function useFitToScreen(): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    let looks = 0;
    let shown = '';
    const isOver = () => root.scrollHeight > window.innerHeight;
    const fit = () => {
      const scale = String(
        largestFitting((tried) => {
          root.style.setProperty('--wr-fit', String(tried));
          return !isOver();
        }),
      );
      root.style.setProperty('--wr-fit', scale);
      root.dataset.wall = isOver() ? 'over' : 'fits'; // what cannot be shown can at least be scrolled to
      if (scale === shown) return;
      shown = scale;
      window.dispatchEvent(new Event('resize')); // charts count in px
    };
    const mend = () => isOver() && root.dataset.wall === 'fits' && fit();
    const look = () => {
      looks += 1;
      const every = looks <= START_OVER_EVERY ? START_OVER_EVERY_AT_FIRST : START_OVER_EVERY;
      if (looks % every === 0) fit();
      else mend();
    };
    // Told after each drawing of the page and before the browser shows it; an attribute changes when the page appears.
    const drawings = new MutationObserver((changes) =>
      changes.some(({ type }) => type === 'attributes') ? fit() : mend(),
    );
    drawings.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['data-coming'],
    });
    root.dataset.wall = 'fits';
    fit();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      drawings.disconnect();
      clearInterval(timer);
      delete root.dataset.wall;
      root.style.removeProperty('--wr-fit');
      window.dispatchEvent(new Event('resize'));
    };
  }, []);
}
