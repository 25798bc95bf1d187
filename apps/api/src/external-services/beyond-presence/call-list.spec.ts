import { expect, it } from '@jest/globals';
import { readPage } from './call-list';

const startedAt = '2026-11-23T10:00:00Z';
const startedAtMs = Date.parse(startedAt);

it('reads both shapes of a call, and nothing of who is in it', () => {
  const personal = {
    user_name: 'Jane',
    user_email: 'jane@school.example',
    livekit_token: 'ey',
    tags: { who: 'Jane' },
  };
  const page = readPage({
    data: [
      { id: 'a', ...personal, status: { type: 'ongoing', started_at: startedAt } },
      { id: 'b', status: { type: 'completed', started_at: startedAt, ended_at: startedAt } },
      { id: 'c', status: { type: 'to_start' } },
      { id: 'd', status: { type: 'something new', started_at: startedAt } },
      { id: 'e', ...personal, started_at: startedAt, ended_at: null },
      { id: 'f', started_at: startedAt, ended_at: startedAt },
      { id: 'Jane Doe' },
      'nothing',
    ],
    has_more: true,
    next_cursor: '8',
  });
  expect(page).toEqual({
    calls: [
      { id: 'a', state: 'ongoing', startedAtMs },
      { id: 'b', state: 'completed', startedAtMs },
      { id: 'c', state: 'to_start', startedAtMs: null },
      { id: 'd', state: 'ongoing', startedAtMs },
      { id: 'e', state: 'ongoing', startedAtMs },
      { id: 'f', state: 'completed', startedAtMs },
      { id: null, state: 'to_start', startedAtMs: null },
    ],
    next: '8',
  });
});

it('knows the last page, and what is none', () => {
  expect(readPage([])).toEqual({ calls: [], next: null });
  expect(readPage({ data: [], has_more: false, next_cursor: '8' })).toEqual({ calls: [], next: null });
  expect(readPage({ detail: 'no' })).toBeNull();
});
