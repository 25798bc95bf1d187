import { createContext, useContext } from 'react';

/** False while a page holds back what it shows; see pages/first-look.tsx. */
export const FirstLookContext = createContext(true);

/** True once the reader sees something: what is costly and not read at once can wait until then. */
export const useIsShown = (): boolean => useContext(FirstLookContext);
