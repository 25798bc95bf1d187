import { useLocation } from '@tanstack/react-router';

/** `/admin/dashboard?wall`: for a screen that many look at and nobody touches. */
export const isWall = (search: object): boolean => 'wall' in search && search.wall !== false;

export const useIsWall = (): boolean => useLocation({ select: ({ search }) => isWall(search) });

/** Whether an address of this site, such as "/admin/dashboard?wall", is that of a wall. */
export const isWallAddress = (address: string | undefined): boolean =>
  address !== undefined && /[?&]wall(?:=(?!false)|&|$)/.test(address);
