/** Ten minutes of probes. Null: nobody answered; the gap stays a gap. */
export interface LatencyPoint {
  key: string;
  tick: string;
  title: string;
  p50Ms: number | null;
  maxMs: number | null;
  failed: number;
  /** Nobody asked. */
  isUnobserved: boolean;
  detail: string;
}

export interface LatencyChartProps {
  points: LatencyPoint[];
}
