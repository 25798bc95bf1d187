import { afterEach, expect, it, jest } from '@jest/globals';
import { saveFile } from './save-file';

afterEach(() => void jest.useRealTimers());

it('hands over the file under its name, and frees its room a minute later', () => {
  jest.useFakeTimers();
  const content = new Blob(['a']);
  const freed = jest.fn();
  URL.createObjectURL = (given) => `blob:${given === content}`;
  URL.revokeObjectURL = freed;
  const clicked: [string, string][] = [];
  const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    clicked.push([this.href, this.download]);
  });
  saveFile('table.csv', content);
  expect(clicked).toEqual([['blob:true', 'table.csv']]);
  jest.advanceTimersByTime(59_999);
  expect(freed).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(freed).toHaveBeenCalledWith('blob:true');
  click.mockRestore();
});
