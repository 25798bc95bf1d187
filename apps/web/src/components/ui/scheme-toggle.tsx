import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useId } from 'react';
import css from './scheme-toggle.module.css';

const OPTIONS = [
  { value: 'light', name: 'Light', Icon: Sun },
  { value: 'dark', name: 'Dark', Icon: Moon },
  { value: 'auto', name: 'System', Icon: Monitor },
] as const satisfies { value: MantineColorScheme; name: string; Icon: typeof Sun }[];

/** Light, dark, or as the system has it; remembered by this browser. The kit's own measures the page as it is drawn. */
export function SchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const group = useId();
  return (
    <div role="radiogroup" aria-label="Theme" className={css.group}>
      {OPTIONS.map(({ value, name, Icon }) => (
        <label key={value} className={css.option} title={name}>
          <input
            type="radio"
            name={group}
            className={css.input}
            aria-label={name}
            checked={colorScheme === value}
            onChange={() => setColorScheme(value)}
          />
          <Icon size="1rem" aria-hidden />
        </label>
      ))}
    </div>
  );
}
