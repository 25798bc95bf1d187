import { useEffect, useState } from 'react';

const USUAL_ROOT_PX = 16;

/** The chart library counts in px, the page in rem: how many px of a usual screen one is worth on this one. */
export function usePixelScale(): number {
  const [scale, setScale] = useState(scaleNow);
  useEffect(() => {
    const update = () => setScale(scaleNow());
    window.addEventListener('resize', update);
    return () => window.removeEventListener('resize', update);
  }, []);
  return scale;
}

function scaleNow(): number {
  const rootPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(rootPx) && rootPx > 0 ? rootPx / USUAL_ROOT_PX : 1;
}
