import { QUALITY_LEVELS, type QualityDistribution, type QualityLevel } from '@watchroom/contracts';

export interface Arc {
  level: QualityLevel;
  path: string;
}

const CENTRE = 100;
const RADIUS = 84;

/**
 * The shares as arcs of a half ring from left (excellent) to right (poor), in a box 200 wide and 100 high.
 * A level without sessions has no arc.
 */
export function arcsOf(distribution: QualityDistribution): Arc[] {
  const arcs: Arc[] = [];
  let from = 0;
  for (const level of QUALITY_LEVELS) {
    const to = from + distribution[level] / 100;
    if (to > from)
      arcs.push({ level, path: `M${pointAt(from)}A${RADIUS} ${RADIUS} 0 0 1 ${pointAt(Math.min(1, to))}` });
    from = to;
  }
  return arcs;
}

/** Point of the half circle at a fraction 0 (left) to 1 (right). */
function pointAt(fraction: number): string {
  const angle = Math.PI * (1 - fraction);
  return `${(CENTRE + RADIUS * Math.cos(angle)).toFixed(2)} ${(CENTRE - RADIUS * Math.sin(angle)).toFixed(2)}`;
}
