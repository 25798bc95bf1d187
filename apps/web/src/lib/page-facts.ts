/** What the server wrote into the page when it sent it. */
const fact = (name: string): HTMLMetaElement | null => document.querySelector(`meta[name="${name}"]`);

/** Lets the style elements of the component library pass the content security policy; empty during development. */
export const styleNonce = (): string => fact('csp-nonce')?.content ?? '';

/** The cookie cannot be read here; the server tells whether it came along, so that nobody asks in vain. */
export const isAdminCookieAbsent = (): boolean => fact('admin-cookie')?.content === 'absent';

/** True where the server plays the demo: known before the first figure, so that nothing is pushed down by it. */
export const isToldSimulated = (): boolean => fact('simulated')?.content === 'yes';

/** Signing in and out changes what the page was told. */
export function noteAdminCookie(state: 'maybe' | 'absent'): void {
  const meta = fact('admin-cookie');
  if (meta !== null) meta.content = state;
}
