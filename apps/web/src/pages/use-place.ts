import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** By then all that stands above a part of the page has its height. */
const SETTLED_MS = 5_000;
const READER_MOVES = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** Opens the page at the part that its address names, such as `#database`, and puts the focus there. */
export function usePlace(): void {
  const { hash, state } = useLocation();
  const isOpening = useRef(true);
  // Another range is written into the same address: the reader stays where they are.
  const isAsked = state.__hashScrollIntoViewOptions !== false;
  const { __TSR_key: visit } = state;
  useEffect(() => {
    const isFirst = isOpening.current;
    isOpening.current = false;
    const part = hash === '' ? null : document.getElementById(hash);
    return part !== null && (isAsked || isFirst) ? stayAt(part.closest('section') ?? part) : undefined;
  }, [hash, visit, isAsked]);
}

/** Figures that come later push down what is below them: the part is held in place until the reader moves. */
function stayAt(part: HTMLElement): () => void {
  const show = () => part.scrollIntoView();
  part.tabIndex = -1; // for good: a dialog gives the focus back to where it was
  part.focus({ preventScroll: true });
  const observer = new ResizeObserver(show);
  observer.observe(document.body); // calls once at the beginning
  const leave = () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const move of READER_MOVES) window.removeEventListener(move, leave, true);
  };
  const timer = setTimeout(leave, SETTLED_MS);
  for (const move of READER_MOVES) window.addEventListener(move, leave, { capture: true, passive: true });
  return leave;
}
