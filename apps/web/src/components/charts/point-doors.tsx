import { usePlotArea, ZIndexLayer } from 'recharts';

/** Above all that is drawn. */
const ON_TOP = 5000;

/** One place to click for each point: of full height, so that a low bar is no small target. Within a chart. */
export function PointDoors({ keys, onOpen }: { keys: string[]; onOpen: (key: string) => void }) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const width = plot.width / keys.length;
  return (
    <ZIndexLayer zIndex={ON_TOP}>
      <g fill="transparent" cursor="pointer">
        {keys.map((key, index) => (
          <rect
            key={key}
            data-opens={key}
            x={plot.x + index * width}
            y={plot.y}
            width={width}
            height={plot.height}
            onClick={() => onOpen(key)}
          />
        ))}
      </g>
    </ZIndexLayer>
  );
}
