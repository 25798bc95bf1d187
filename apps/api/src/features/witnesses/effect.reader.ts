import { Injectable } from '@nestjs/common';
import { type ExternalServiceKey, type IncidentEffect, SESSION_CARRIERS } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import { HOUR_MS } from '../../core/time';
import { incidentEffect, type OngoingIncident, tellingIncident } from '../../core/witnesses/incident-effect';
import type { ShareSeen } from '../../core/witnesses/share-evidence';
import { ServiceQualityRepository } from '../../storage/service-quality/service-quality.repository';
import { VendorIncidentRepository } from '../../storage/vendor-incidents/vendor-incident.repository';

/** The effect of an incident that goes on, and how sessions were before it, where that is to be kept. */
export interface FoundEffect {
  service: ExternalServiceKey;
  incident: OngoingIncident;
  effect: IncidentEffect;
  before: ShareSeen | null;
}

/** Over a long time many sessions reported, and a few more change little: such an effect is counted this often. */
const LONG_MS = HOUR_MS;
const COUNT_LONG_EVERY_MS = 60_000;

const NONE: ShareSeen = { bad: 0, n: 0 };

/** What the incidents that go on do to our sessions. */
@Injectable()
export class EffectReader {
  /** Of incidents that last long; by service. */
  private readonly counted = new Map<ExternalServiceKey, { at: Date; found: FoundEffect }>();

  constructor(
    private readonly incidents: VendorIncidentRepository,
    private readonly quality: ServiceQualityRepository,
  ) {}

  /** One for each service that carries sessions and declares something. */
  async read(now: Date): Promise<FoundEffect[]> {
    const ongoing = await this.incidents.ongoing(now);
    const found: FoundEffect[] = [];
    for (const key of SESSION_CARRIERS) {
      const own = ongoing.filter(({ service }) => service === key).map(({ incident }) => incident);
      const incident = tellingIncident(own);
      if (incident !== null)
        found.push(this.countedLately(key, incident, now) ?? (await this.effectOf(key, incident, now)));
    }
    return found;
  }

  /** What was counted before an incident is forgotten one day; the incident remembers it. */
  async keep(found: readonly FoundEffect[], manager: EntityManager): Promise<void> {
    for (const { service, incident, before } of found)
      if (incident.before === null && before !== null)
        await this.incidents.keepBefore(service, incident, before, manager);
  }

  private async effectOf(
    service: ExternalServiceKey,
    incident: OngoingIncident,
    now: Date,
  ): Promise<FoundEffect> {
    const before = incident.before ?? (await this.quality.keptAt(service, incident.since));
    const { bad, n } = (await this.quality.between(incident.since, now)).get(service) ?? NONE;
    const found = { service, incident, before, effect: incidentEffect({ ...incident, before }, { bad, n }) };
    this.counted.set(service, { at: now, found });
    return found;
  }

  private countedLately(
    service: ExternalServiceKey,
    incident: OngoingIncident,
    now: Date,
  ): FoundEffect | null {
    const counted = this.counted.get(service);
    const isSame = counted?.found.incident.id === incident.id;
    const isLong = now.getTime() - incident.since.getTime() > LONG_MS;
    if (counted === undefined || !isSame || !isLong) return null;
    const ageMs = now.getTime() - counted.at.getTime();
    return ageMs >= 0 && ageMs < COUNT_LONG_EVERY_MS ? counted.found : null;
  }
}
