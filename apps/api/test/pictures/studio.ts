import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { ROOT } from '../e2e/setup/watchroom';

const PACKAGED = join(ROOT, 'node_modules/@sparticuz/chromium/bin/fonts.tar.br');
const BLOCK = 512;

/** The only font of the pictures, so that no picture depends on what is installed: it comes with the browser package. */
export function ownFonts(): { file: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'watchroom-fonts-'));
  const archive = brotliDecompressSync(readFileSync(PACKAGED));
  for (const [name, content] of filesOf(archive))
    if (name.endsWith('.ttf')) writeFileSync(join(directory, name.split('/').at(-1)!), content);
  const file = join(directory, 'fonts.conf');
  writeFileSync(file, config(directory));
  return { file, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** A tar archive without long names, as this one is. */
function* filesOf(archive: Buffer): Generator<[name: string, content: Buffer]> {
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const text = (from: number, length: number) =>
      archive.toString('latin1', at + from, at + from + length).replace(/[\0 ].*$/s, '');
    const size = Number.parseInt(text(124, 12), 8);
    yield [text(0, 100), archive.subarray(at + BLOCK, at + BLOCK + size)];
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

const config = (directory: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${directory}</dir>
  <cachedir>${directory}</cachedir>
  <match target="pattern">
    <edit name="family" mode="assign" binding="strong"><string>Open Sans</string></edit>
  </match>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
`;
