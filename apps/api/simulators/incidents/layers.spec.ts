import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Layers } from './layers';

it('shows what began last and goes on, whatever ends first, and what is usual in the end', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.boolean()), { maxLength: 40 }), (steps) => {
      let seen = 'usual';
      const layers = new Layers('usual', (value) => void (seen = value));
      const going = new Map<string, () => void>();
      for (const [n, begins] of steps) {
        const name = `layer ${n}`;
        if (begins && !going.has(name)) going.set(name, layers.begin(name));
        else if (!begins) {
          going.get(name)?.();
          going.delete(name);
        }
        expect(seen).toBe([...going.keys()].at(-1) ?? 'usual');
      }
      for (const end of [...going.values(), ...going.values()]) end();
      expect(seen).toBe('usual');
    }),
  );
});

it('shows nothing anew when something ends that was not seen', () => {
  const shown: string[] = [];
  const layers = new Layers('usual', (value) => void shown.push(value));
  const endFirst = layers.begin('first');
  const endSecond = layers.begin('second');
  endFirst();
  endSecond();
  expect(shown).toEqual(['first', 'second', 'usual']);
});
