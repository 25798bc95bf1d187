import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { Monitor, Moon, Sun } from 'lucide-react';
import type { JSX } from 'react';
import { Choice } from './choice';

const ICON = { size: '1rem', 'aria-hidden': true };
const OPTIONS: { value: MantineColorScheme; name: string; label: JSX.Element }[] = [
  { value: 'light', name: 'Light', label: <Sun {...ICON} /> },
  { value: 'dark', name: 'Dark', label: <Moon {...ICON} /> },
  { value: 'auto', name: 'System', label: <Monitor {...ICON} /> },
];

/** Light, dark, or as the system has it; remembered by this browser. */
export function SchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return <Choice label="Theme" options={OPTIONS} value={colorScheme} onChange={setColorScheme} />;
}
