import { color } from '../../theme/colors';

/** The pattern of what nobody saw; used by its id within the same svg. */
export const Hatch = ({ id, px }: { id: string; px: number }) => (
  <defs>
    <pattern
      id={id}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform={`rotate(45) scale(${px})`}
    >
      <line x1="0" y1="0" x2="0" y2="6" stroke={color('hatch')} strokeWidth="1.5" />
    </pattern>
  </defs>
);
