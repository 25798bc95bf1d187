import { QueryClient, type Query } from '@tanstack/react-query';
import { refreshPace } from './refresh-pace';

type Interval = number | false | undefined;
interface Refetching {
  queryKey?: readonly unknown[];
  refetchInterval?: Interval | ((query: Query) => Interval);
  _defaulted?: boolean;
}

const inTime = (ms: Interval): Interval => (typeof ms === 'number' ? refreshPace.intervalOf(ms) : ms);

/** Each query says how often it asks in ordinary times; the reader's choice is applied here, to all of them alike. */
function paced<Options extends Refetching>(options: Options): Options {
  const { refetchInterval: ordinary } = options;
  if (options.queryKey?.[0] === 'auth') return options; // who is signed in is no figure
  return {
    ...options,
    ...(refreshPace.isHeld ? { refetchOnWindowFocus: false, refetchOnReconnect: false } : {}),
    refetchInterval:
      typeof ordinary === 'function' ? (query: Query) => inTime(ordinary(query)) : inTime(ordinary),
  };
}

/** A query client that asks at the pace the reader chose. */
export class PacedQueryClient extends QueryClient {
  constructor(...settings: ConstructorParameters<typeof QueryClient>) {
    super(...settings);
    const complete = this.defaultQueryOptions.bind(this) as (options: Refetching) => Refetching;
    this.defaultQueryOptions = ((options: Refetching) =>
      options._defaulted === true
        ? options
        : paced(complete(options))) as unknown as QueryClient['defaultQueryOptions'];
  }
}
