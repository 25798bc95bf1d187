import { useLayoutEffect } from 'react';

const LOOK_EVERY_MS = 1_000;
const START_OVER_EVERY = 30;
/** While the figures of a page that has just opened come, one after the other. */
const START_OVER_EVERY_AT_FIRST = 3;
const STEPS = [1.15, 1.1, 1.05, 1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5];

/**
 * The largest step at which nothing is below the edge; the usual size when there is none, on a phone say. It is looked
 * for from the step that is shown: each try lays out the whole page, and mostly that step is still the one.
 */
export function largestFitting(fits: (scale: number) => boolean, shown: number): number {
  const at = Math.max(0, STEPS.indexOf(shown));
  const [larger, smaller] = [STEPS.slice(0, at + 1).toReversed(), STEPS.slice(at + 1)];
  const over = larger.findIndex((scale) => !fits(scale));
  if (over === 0) return smaller.find((scale) => fits(scale)) ?? 1;
  return larger.at(over === -1 ? -1 : over - 1) ?? 1;
}

const rootOf = (): HTMLElement => document.documentElement;

const isOver = (): boolean => rootOf().scrollHeight > window.innerHeight;

/** Takes the largest step that fits; what cannot be shown can at least be scrolled to. */
function fit(): void {
  const root = rootOf();
  const before = root.style.getPropertyValue('--wr-fit');
  const take = (scale: number) => root.style.setProperty('--wr-fit', String(scale));
  take(
    largestFitting(
      (tried) => {
        take(tried);
        return !isOver();
      },
      Number(before || 1),
    ),
  );
  root.dataset.wall = isOver() ? 'over' : 'fits';
  if (root.style.getPropertyValue('--wr-fit') !== before) window.dispatchEvent(new Event('resize')); // charts count in px
}

const mend = (): void => {
  if (isOver() && rootOf().dataset.wall === 'fits') fit();
};

/** Told after each drawing of the page and before the browser shows it; an attribute changes when the page appears. */
function fitEachDrawing(): () => void {
  const drawings = new MutationObserver((changes) =>
    changes.some(({ type }) => type === 'attributes') ? fit() : mend(),
  );
  drawings.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['data-coming'],
  });
  return () => drawings.disconnect();
}

/** Every now and then, for what is no drawing: another size of the window, a font that came late. */
function fitInTime(): () => void {
  let looks = 0;
  const timer = setInterval(() => {
    looks += 1;
    const every = looks <= START_OVER_EVERY ? START_OVER_EVERY_AT_FIRST : START_OVER_EVERY;
    if (looks % every === 0) fit();
    else mend();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/**
 * Keeps the whole page on one screen: everything is sized in rem, so a smaller root makes all of it smaller. What gets
 * longer (an outage has much to tell) is fitted before it is seen; what got shorter grows again within half a minute.
 */
export function useFitToScreen(): void {
  useLayoutEffect(() => {
    const root = rootOf();
    root.dataset.wall = 'fits';
    fit();
    const ends = [fitEachDrawing(), fitInTime()];
    return () => {
      for (const end of ends) end();
      delete root.dataset.wall;
      root.style.removeProperty('--wr-fit');
      window.dispatchEvent(new Event('resize'));
    };
  }, []);
}
