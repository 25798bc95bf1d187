import {
  type MantineColorScheme,
  SegmentedControl,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';

const option = (value: MantineColorScheme, name: string, icon: ReactNode) => ({
  value,
  label: (
    <span title={name} style={{ display: 'flex' }}>
      {icon}
      <VisuallyHidden>{name}</VisuallyHidden>
    </span>
  ),
});

const OPTIONS = [
  option('light', 'Light', <Sun size="1rem" aria-hidden />),
  option('dark', 'Dark', <Moon size="1rem" aria-hidden />),
  option('auto', 'System', <Monitor size="1rem" aria-hidden />),
];

/** Light, dark, or as the system has it; remembered by this browser. */
export function SchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label="Theme"
      size="sm"
      data={OPTIONS}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as MantineColorScheme)}
    />
  );
}
