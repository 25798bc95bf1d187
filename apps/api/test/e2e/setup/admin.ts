import { type CurrentMetrics, routes } from '@watchroom/contracts';

export interface Account {
  email: string;
  password: string;
}

/** The account that ADMIN_EMAIL and ADMIN_PASSWORD make. */
export const ADMIN: Account = { email: 'admin@example.org', password: 'a long enough password' };
export const ADMIN_SETTINGS = { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password };

/** What a script sees that has signed in. */
export interface Admin {
  cookie: string;
  /** The answer to a GET, whatever it is. */
  ask(path: string): Promise<Response>;
  /** The body of a GET that must succeed. */
  get<T>(path: string): Promise<T>;
  current(): Promise<CurrentMetrics>;
}

export const login = (url: string, { email, password }: Account): Promise<Response> =>
  fetch(`${url}${routes.login}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });

export async function signIn(url: string, account = ADMIN): Promise<Admin> {
  const answer = await login(url, account);
  if (answer.status !== 200) throw new Error(`Sign-in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const ask = (path: string) => fetch(`${url}${path}`, { headers: { cookie } });
  const get = async <T>(path: string): Promise<T> => {
    const found = await ask(path);
    if (found.status !== 200) throw new Error(`${path}: ${found.status} ${await found.text()}`);
    return (await found.json()) as T;
  };
  return { cookie, ask, get, current: () => get(routes.currentMetrics) };
}
