import { expect, it } from '@jest/globals';
import { MOST_STREAMS, MOST_STREAMS_OF_ONE, Places } from './places';

const take = (places: Places, adminId: string, times: number): void => {
  for (let time = 0; time < times; time++) places.take(adminId);
};

it('refuses one more of one admin, and has room for others', () => {
  const places = new Places();
  take(places, 'ada', MOST_STREAMS_OF_ONE);
  expect(() => places.take('ada')).toThrow('You have 20 streams open already.');
  places.take('bob');
  places.giveBack('ada');
  places.take('ada');
});

it('refuses one more of all', () => {
  const places = new Places();
  for (let taken = 0; taken < MOST_STREAMS; taken++) places.take(`admin ${taken}`);
  expect(() => places.take('one more')).toThrow('1000 streams are open here already.');
  places.giveBack('admin 7');
  places.take('one more');
});

it('knows how many each holds, however they come and go', () => {
  const places = new Places();
  take(places, 'ada', 3);
  places.giveBack('ada');
  take(places, 'ada', MOST_STREAMS_OF_ONE - 2);
  expect(() => places.take('ada')).toThrow('You have 20 streams open already.');
  for (let held = MOST_STREAMS_OF_ONE; held > 0; held--) places.giveBack('ada');
  take(places, 'ada', MOST_STREAMS_OF_ONE);
  expect(() => places.take('ada')).toThrow(
    expect.objectContaining({ code: 'unavailable', more: { retryAfterSeconds: 30 } }) as unknown as Error,
  );
});
