/** Parts of the dashboard in their order on it: what follows # in its address, and the key that leads there. */
export const PLACES = [
  { place: 'system-health', name: 'System health', key: '1' },
  { place: 'people', name: 'People', key: '2' },
  { place: 'requests', name: 'Requests', key: '3' },
  { place: 'database', name: 'Database', key: '4' },
  { place: 'vendors', name: 'Vendors', key: '5' },
  { place: 'events', name: 'Events', key: '6' },
] as const;

export type Place = (typeof PLACES)[number]['place'];

/** What an address says of something that has a title: "API response time" → "api-response-time". */
export const placeOf = (title: string): string => title.toLowerCase().replaceAll(' ', '-');
