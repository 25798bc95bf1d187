import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { voice } from '../../lib/voice';
import { shown } from '../../testing/shown';
import { TakeAlong } from './take-along';

const sheet = () => ({ columns: ['a'], rows: [[1], ['=x']] });

describe('taking it along', () => {
  let saved: { name: string; content: Blob }[];
  let last: Blob;
  beforeEach(() => {
    saved = [];
    URL.createObjectURL = (content) => {
      last = content as Blob;
      return 'blob:x';
    };
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, content: last });
    });
  });
  afterEach(() => {
    cleanup();
    jest.restoreAllMocks();
  });

  it('gives a table as a file of its name', async () => {
    await shown(<TakeAlong title="Error rate" sheet={sheet} />);
    fireEvent.click(screen.getByRole('button', { name: 'CSV: Error rate' }));
    expect(saved).toHaveLength(1);
    expect(saved[0]?.name).toMatch(/^watchroom-error-rate-\d{4}-\d\d-\d\d-\d{4}\.csv$/);
    expect([saved[0]?.content.type, saved[0]?.content.size]).toEqual([
      'text/csv;charset=utf-8',
      new Blob([`\uFEFFa\r\n1\r\n"'=x"\r\n`]).size,
    ]);
  });

  it('has no image where there is no chart', async () => {
    await shown(<TakeAlong title="Error rate" sheet={sheet} />);
    expect(screen.queryByRole('button', { name: 'Image: Error rate' })).toBeNull();
  });

  it('says that a chart is not drawn yet', async () => {
    await shown(
      <figure>
        <TakeAlong title="Error rate" sheet={sheet} chartRange="last 24 hours" />
      </figure>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Image: Error rate' }));
    expect(await screen.findByText('The chart is not drawn yet.')).toBeTruthy();
    expect(voice.now()).toBe('The chart is not drawn yet.');
    expect(saved).toEqual([]);
  });

  it('says that a browser cannot make an image', async () => {
    await shown(
      <figure>
        <svg className="recharts-surface" />
        <TakeAlong title="Error rate" sheet={sheet} chartRange="last 24 hours" />
      </figure>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Image: Error rate' }));
    expect(await screen.findByText('This browser could not make an image of the chart.')).toBeTruthy();
    expect(saved).toEqual([]);
  });
});
