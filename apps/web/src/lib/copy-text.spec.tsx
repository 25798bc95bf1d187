import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { copyText } from './copy-text';

const clipboard = (value: Partial<Clipboard> | undefined) =>
  Object.defineProperty(navigator, 'clipboard', { value, configurable: true });

/** What the browser is asked to copy: what is selected in a field on the page at that moment. */
let selected: string | null;
const obeys = (isDone: boolean) => {
  document.execCommand = () => {
    const field = document.querySelector('textarea');
    selected = field?.value.slice(field.selectionStart, field.selectionEnd) ?? null;
    return isDone;
  };
};

describe('text on the clipboard', () => {
  beforeEach(() => {
    selected = null;
    obeys(true);
  });
  afterEach(() => void clipboard(undefined));

  it('gets there by the browser’s own way where there is one', async () => {
    const writeText = jest.fn<Clipboard['writeText']>().mockResolvedValue(undefined);
    clipboard({ writeText });
    expect(await copyText('A=1')).toBe(true);
    expect(writeText).toHaveBeenCalledWith('A=1');
    expect(selected).toBeNull();
  });

  it.each<[string, Partial<Clipboard> | undefined]>([
    ['a page over plain http has none', undefined],
    ['the reader has refused it', { writeText: () => Promise.reject(new Error('denied')) }],
  ])('gets there by a selection where %s', async (_, given) => {
    clipboard(given);
    expect(await copyText('A=1\nB=2')).toBe(true);
    expect(selected).toBe('A=1\nB=2');
  });

  it('says so where nothing helps, and leaves nothing on the page', async () => {
    obeys(false);
    expect(await copyText('A=1')).toBe(false);
    expect(document.querySelector('textarea')).toBeNull();
  });

  it('leaves nothing on the page where the browser fails at it', async () => {
    document.execCommand = () => {
      throw new Error('gone');
    };
    await expect(copyText('A=1')).rejects.toThrow('gone');
    expect(document.querySelector('textarea')).toBeNull();
  });
});
