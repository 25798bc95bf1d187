import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { isWall } from '../features/wall/wall-mode';

/** Up to this size of a window, in px, all but the first section lies below its edge. */
const WIDTH = 1800;
const HEIGHT = 1400;

/** True where the reader sees only the beginning of the dashboard, and was not sent to a part further down. */
export function useFold(): boolean {
  const isBeginning = useLocation({ select: ({ hash, search }) => hash === '' && !isWall(search) });
  const [isSmall] = useState(() => window.innerWidth < WIDTH && window.innerHeight < HEIGHT);
  return isSmall && isBeginning;
}
