declare module 'autocannon' {
  export interface Latency {
    p50: number;
    p99: number;
    max: number;
  }

  export interface Result {
    requests: { total: number; average: number };
    latency: Latency;
    errors: number;
    timeouts: number;
    non2xx: number;
    statusCodeStats: Record<string, { count: number }>;
    duration: number;
  }

  export default function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    headers?: Record<string, string>;
  }): Promise<Result>;
}
