import { describe, expect, it } from '@jest/globals';
import { joinMarks, NO_MARK, readRoomMetadata, readRoomName } from './room-name';

const ID = '6f1c2a52-30a4-4c37-9f6b-4f3d6f0b8f10';
const mark = (category: string | null) => ({ sessionId: ID, category });

describe('a name', () => {
  it.each([
    [ID, null],
    [ID.toUpperCase(), null],
    [`anxiety--${ID}`, 'Anxiety'],
    [`academic-stress--${ID}`, 'Academic stress'],
    [`academic_stress--${ID}`, 'academic_stress'],
    [`Academic-Stress--${ID}`, 'Academic-Stress'],
    [`self--care--${ID}`, 'self--care'],
    [`jane@example.org--${ID}`, null],
    [`06641234567--${ID}`, null],
    [`${'a'.repeat(49)}--${ID}`, null],
  ])('%s names the session, and the category %s', (name, category) => {
    expect(readRoomName(name)).toEqual(mark(category));
  });

  it.each(['', 'jane-doe', `jane ${ID}`, `${ID}-2`, `anxiety-${ID}`, `--${ID}`, `${ID.slice(0, -1)}g`, '--'])(
    'that does not follow the convention says nothing: %s',
    (name) => expect(readRoomName(name)).toEqual(NO_MARK),
  );
});

describe('metadata', () => {
  it('names the session and the category, and nothing else of it is read', () => {
    const metadata = JSON.stringify({ session_id: ID, counselor_category: 'Anxiety', student: 'Jane Doe' });
    expect(readRoomMetadata(metadata)).toEqual(mark('Anxiety'));
  });

  it.each([
    JSON.stringify({ session_id: ID, counselor_category: 'jane@example.org' }),
    JSON.stringify({ session_id: ID, counselor_category: 7 }),
    JSON.stringify({ session_id: ID.toUpperCase() }),
  ])('names a session without a category: %s', (metadata) => {
    expect(readRoomMetadata(metadata)).toEqual(mark(null));
  });

  it.each([
    '',
    'session_id',
    '["session_id"]',
    'null',
    '{"session_id": 7}',
    '{"session_id": "7"}',
    JSON.stringify({ counselor_category: 'Anxiety' }),
    JSON.stringify({ session_id: ID, filler: 'x'.repeat(70_000) }),
  ])('of any other kind says nothing', (metadata) => {
    expect(readRoomMetadata(metadata)).toEqual(NO_MARK);
  });
});

it('lets the name win, and metadata of the same session add the category', () => {
  const other = { sessionId: ID.replace('6', '7'), category: 'Grief' };
  expect(joinMarks(mark(null), mark('Anxiety'))).toEqual(mark('Anxiety'));
  expect(joinMarks(mark('Grief'), mark('Anxiety'))).toEqual(mark('Grief'));
  expect(joinMarks(mark(null), other)).toEqual(mark(null));
  expect(joinMarks(NO_MARK, other)).toEqual(other);
});
