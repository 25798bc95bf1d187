import { type RefObject, useEffect, useState } from 'react';

const AHEAD = '300px';
/** By then even what is far below is there: for a print, and for a connection that breaks off later. */
const AT_LATEST_MS = 10_000;

/** True once the place is in sight or almost, or the page has had time for more than what is in sight; then for good. */
export function useNear(place: RefObject<Element | null>): boolean {
  const [isNear, setIsNear] = useState(() => typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (isNear || place.current === null) return undefined;
    const come = () => setIsNear(true);
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && come(),
      { rootMargin: AHEAD },
    );
    observer.observe(place.current);
    const timer = setTimeout(come, AT_LATEST_MS);
    window.addEventListener('beforeprint', come);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      window.removeEventListener('beforeprint', come);
    };
  }, [isNear, place]);
  return isNear;
}
