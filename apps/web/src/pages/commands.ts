import { routes } from '@watchroom/contracts';
import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { useSignOut } from '../features/auth/sign-out.mutation';
import { useRefreshNow } from '../features/refresh/use-refresh-now';
import { useIsWall } from '../features/wall/wall-mode';
import type { Command } from '../lib/commands';
import type { KeyWish } from '../lib/keys';
import type { Place } from '../lib/places';
import { useWays } from './ways';

const SCHEMES: [MantineColorScheme, string][] = [
  ['light', 'Light theme'],
  ['dark', 'Dark theme'],
  ['auto', 'Theme of the system'],
];

/** What can be done from every page, by its name in the palette or by a key. */
export function useCommands(onSignedOut: () => void, showKeys: () => void) {
  const signOut = useSignOut(onSignedOut);
  const isWall = useIsWall();
  const { setColorScheme, turn } = useSchemes();
  const { ways, open, show } = useWays();
  const wishes: Record<Exclude<KeyWish, 'palette' | `#${Place}`>, () => void> = {
    keys: showKeys,
    refresh: useRefreshNow(),
    dashboard: () => open(routes.dashboardPage),
    wall: () => open(isWall ? routes.dashboardPage : `${routes.dashboardPage}?wall=true`),
    theme: turn,
  };
  const commands: Command[] = [
    { id: 'dashboard', name: 'Go to the dashboard', also: 'page home', key: 'd', run: wishes.dashboard },
    ...ways,
    { id: 'api', name: 'Read the API', also: 'page docs', run: () => window.open(routes.apiDocs, '_blank') },
    { id: 'refresh', name: 'Refresh all figures', also: 'reload ask', key: 'r', run: wishes.refresh },
    {
      id: 'wall',
      name: isWall ? 'Leave the wall' : 'Show as a wall',
      also: 'tv screen kiosk',
      key: 'w',
      run: wishes.wall,
    },
    ...SCHEMES.map(([id, name]) => ({ id, name, also: 'colours mode', run: () => setColorScheme(id) })),
    { id: 'print', name: 'Print this page', also: 'paper pdf', run: () => window.print() },
    { id: 'keys', name: 'Show the keys', also: 'help shortcuts', key: '?', run: wishes.keys },
    { id: 'sign-out', name: 'Sign out', also: 'leave log', run: () => signOut.mutate() },
  ];
  const grant = (wish: Exclude<KeyWish, 'palette'>) =>
    wish.startsWith('#') ? show(wish.slice(1) as Place) : wishes[wish as keyof typeof wishes]();
  return { commands, grant };
}

function useSchemes() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const at = SCHEMES.findIndex(([scheme]) => scheme === colorScheme);
  const turn = () => setColorScheme(SCHEMES[(at + 1) % SCHEMES.length]?.[0] ?? 'auto');
  return { setColorScheme, turn };
}
