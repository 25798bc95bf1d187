import { whenIdle } from '../lib/later';
import { latePage } from './late-page';

/** All pages but the dashboard: their code comes when they are opened, or once the page has nothing else to do. */
export const CategoryPage = latePage(async () => (await import('../pages/category.page')).CategoryPage);
export const ErrorHourPage = latePage(async () => (await import('../pages/error-hour.page')).ErrorHourPage);
export const EventsPage = latePage(async () => (await import('../pages/events.page')).EventsPage);
export const RequestsPage = latePage(async () => (await import('../pages/requests.page')).RequestsPage);
export const ServicePage = latePage(async () => (await import('../pages/service.page')).ServicePage);
export const ServiceRequestsPage = latePage(
  async () => (await import('../pages/service-requests.page')).ServiceRequestsPage,
);
export const SignInPage = latePage(async () => (await import('../pages/sign-in.page')).SignInPage);

const NEXT_PAGES = [
  EventsPage,
  ServicePage,
  RequestsPage,
  ServiceRequestsPage,
  CategoryPage,
  ErrorHourPage,
  SignInPage,
];

/** By then what the reader came for is drawn. */
const AFTER_MS = 8_000;

/** Has all pages come, one by one: a click opens them at once, also where the server is away or another by then. */
export function pagesAhead(): void {
  const [...pages] = NEXT_PAGES;
  const next = () => whenIdle(() => void pages.shift()?.preload().then(next));
  setTimeout(next, AFTER_MS);
}
