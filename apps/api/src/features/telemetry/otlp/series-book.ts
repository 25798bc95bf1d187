import { createHash, type Hash } from 'node:crypto';
import type { MetricSeries } from '../../../core/requests/metric-point';
import { outcomeOf } from '../../../core/requests/outcome';
import { placeOf } from '../../../core/routes/route-place';
import { OWN_SERVICE } from '../../../core/requests/request-minute';
import type { Attributes, OtlpMetric, OtlpPoint } from './otlp-message';
import { requireThat } from './rejection';

/** What is remembered of attributes, in characters and what each series takes beside them. */
const MOST_CHARACTERS = 64 * 1024 * 1024;
const CHARACTERS_BESIDE = 256;
/** Of a resource and scope; what SDKs detect of host, process and container is some thousand. */
const MOST_PLACE_CHARACTERS = 16_384;
const MOST_ATTRIBUTES = 128;

type Known = Map<string, MetricSeries>;

/** What all metrics of a resource have in common, worked out once however many they are. */
interface Place {
  /** Of the resource's attributes in JSON; more can be added to a copy of it. */
  digest: Hash;
  characters: number;
  instance: string;
}

/** Remembers which attributes make which series: a sender exports the same ones again and again. Bounded. */
export class SeriesBook {
  private readonly places = new WeakMap<Attributes, Place>();
  private pages = new Map<string, Known>();
  private characters = 0;

  /** @throws Rejection when no point of the metric may be counted: each of them would drag all of that along. */
  open(metric: OtlpMetric): SeriesPage {
    const { scope, unit, temporality } = metric;
    requireThat(['', 's', 'ms'].includes(unit), 'unit is neither s nor ms');
    requireThat(
      temporality === 1 || temporality === 2,
      'aggregation_temporality is neither delta nor cumulative',
    );
    const { digest, characters, instance } = this.place(metric.resource);
    requireThat(
      characters + scope.length <= MOST_PLACE_CHARACTERS,
      `resource and scope are longer than ${MOST_PLACE_CHARACTERS} characters`,
    );
    const text = `,${JSON.stringify(scope)},${JSON.stringify([unit, temporality]).slice(1, -1)}`;
    const ofPage = digest.copy().update(text);
    const name = ofPage.copy().digest('base64');
    let known = this.pages.get(name);
    if (known === undefined) {
      known = new Map();
      if (this.hasRoomFor(name)) this.pages.set(name, known);
    }
    return new SeriesPage(metric, { digest: ofPage, instance }, known, this);
  }

  private place(resource: Attributes): Place {
    requireThat(resource.length <= MOST_ATTRIBUTES, `more than ${MOST_ATTRIBUTES} resource attributes`);
    let place = this.places.get(resource);
    if (place === undefined) {
      const text = JSON.stringify(canonical(resource));
      const id = find(resource, 'service.instance.id');
      place = {
        digest: createHash('sha256').update(`[${text}`),
        characters: text.length,
        instance: hash(id === undefined ? text : JSON.stringify(id), 12),
      };
      this.places.set(resource, place);
    }
    return place;
  }

  /** When it is full, it is begun anew; what would fill half of it alone is not remembered. */
  hasRoomFor(text: string): boolean {
    const characters = text.length + CHARACTERS_BESIDE;
    if (characters > MOST_CHARACTERS / 2) return false;
    this.characters += characters;
    if (this.characters > MOST_CHARACTERS) {
      this.pages = new Map();
      this.characters = characters;
    }
    return true;
  }
}

/** The series of one metric of one resource. */
export class SeriesPage {
  constructor(
    private readonly metric: OtlpMetric,
    private readonly place: Pick<Place, 'digest' | 'instance'>,
    private readonly known: Known,
    private readonly book: SeriesBook,
  ) {}

  /** @throws Rejection when the point belongs to no series that may be counted. */
  seriesOf(point: OtlpPoint): MetricSeries {
    const place = (point.exponential === null ? 'e' : 'x') + point.attributes;
    let series = this.known.get(place);
    if (series !== undefined) return series;
    series = this.told(point);
    if (this.book.hasRoomFor(place)) this.known.set(place, series);
    return series;
  }

  private told(point: OtlpPoint): MetricSeries {
    const { resource, temporality } = this.metric;
    const attributes = this.metric.attributesOf(point);
    requireThat(attributes.length <= MOST_ATTRIBUTES, `more than ${MOST_ATTRIBUTES} attributes`);
    const place = placeOf(
      find(attributes, 'http.route'),
      find(attributes, 'http.request.method'),
      find(attributes, 'http.response.status_code'),
    );
    const kind = point.exponential === null ? 'explicit' : 'exponential';
    const text = `,"${kind}",${JSON.stringify(canonical(attributes))}]`;
    return {
      key: this.place.digest.copy().update(text).digest('hex').slice(0, 32),
      service: serviceOf(resource),
      instance: this.place.instance,
      outcome: outcomeOf(place.status, find(attributes, 'error.type') !== undefined),
      place,
      cumulative: temporality === 2,
    };
  }
}

function serviceOf(resource: Attributes): string {
  const service = find(resource, 'service.name') ?? 'unknown_service';
  requireThat(
    typeof service === 'string' && /^[^\p{C}\p{Zl}\p{Zp}]{1,64}$/u.test(service),
    'service.name is not 1 to 64 printable characters',
  );
  requireThat(service !== OWN_SERVICE, `service.name ${OWN_SERVICE} is Watchroom's own`);
  return service;
}

const find = (attributes: Attributes, key: string) => attributes.find(([name]) => name === key)?.[1];

const canonical = (attributes: Attributes): Attributes =>
  attributes.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));

const hash = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);
