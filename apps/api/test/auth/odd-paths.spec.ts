import { request } from 'node:http';
import { afterAll, expect, it } from '@jest/globals';
import { createAdapter } from '../../src/platform/http/fastify';
import { startTestApplication } from '../setup/application';
import { addressOf, markedRoutes, rootWithPage, watchRoutes } from './registered-routes';

const adapter = createAdapter();
watchRoutes(adapter);
const api = await startTestApplication({}, { adapter, root: rootWithPage().root });
afterAll(() => api.close());

const guarded = markedRoutes(api.app)
  .filter(({ mark }) => mark?.kind !== 'public')
  .map(({ method, pattern }) => [method, addressOf(pattern)] as const);

/** Ways to write an address that have carried requests past guards elsewhere. */
const disguises = (path: string): string[] => {
  const lastSlash = path.lastIndexOf('/');
  const [folder, name] = [path.slice(0, lastSlash), path.slice(lastSlash + 1)];
  const encoded = name.replace(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return [
    path,
    `/${path}`,
    path.replaceAll('/', '//'),
    `${path}/`,
    `${path}//`,
    `${path};`,
    `${path};jsessionid=1`,
    `${folder};x/${name}`,
    `${folder}/${encoded}`,
    `${folder}/${encoded.replaceAll('%', '%25')}`,
    `${folder}%2f${name}`,
    `${path}%2f`,
    `${path}%00`,
    `${path}%20`,
    `${path}?`,
    `${path}?access_token=x`,
    `${path}#x`,
    `${folder}/./${name}`,
    `${folder}/x/../${name}`,
    `${folder}/..;/${name}`,
    `/health/..${path}`,
    `/health/%2e%2e${path}`,
    `/admin/..${path}`,
    `/assets/..${path}`,
    path.toUpperCase(),
    path.replaceAll('/', '\\'),
    `http://127.0.0.1${path}`,
    `http://elsewhere.example${path}`,
    `${api.url}${path}`,
    `//elsewhere.example${path}`,
    `*${path}`,
  ];
};

interface Answer {
  status: number;
  type: string;
}

function send(method: string, path: string): Promise<Answer> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, agent: false }, (answer) => {
      resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '' });
      answer.destroy();
    });
    sent.once('error', reject);
    sent.end();
  });
}

/** The page answers any address below /admin, with nothing in it but itself. */
const isPage = ({ type }: Answer, path: string) => path.startsWith('/admin/') && type.startsWith('text/html');

it.each(guarded)('lets nobody through to %s %s, however it is written', async (method, address) => {
  const through: string[] = [];
  for (const verb of new Set([method, method === 'GET' ? 'HEAD' : method]))
    for (const path of disguises(address)) {
      const answer = await send(verb, path);
      if (answer.status < 400 && !isPage(answer, path)) through.push(`${verb} ${path} → ${answer.status}`);
    }
  expect(through).toEqual([]);
});

it('refuses the plain address with 401', async () => {
  const answers = await Promise.all(guarded.map(([method, address]) => send(method, address)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
});
