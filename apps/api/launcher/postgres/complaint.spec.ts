import { expect, it } from '@jest/globals';
import { complaintIn } from './embedded-postgres';

it('finds what went wrong among what was only tidied up afterwards', () => {
  const told = [
    'creating configuration files ... ok',
    'FATAL:  could not write to file "pg_wal/xlogtemp.5929": No space left on device',
    'child process exited with exit code 1',
    'initdb: removing contents of data directory "/data/postgres.new"',
    '',
  ];
  expect(complaintIn(told.join('\n'))).toContain('No space left on device');
  expect(complaintIn('initdb: error: directory exists\ninitdb: hint: remove it')).toContain('exists');
  expect(complaintIn('killed')).toBe('killed');
  expect(complaintIn('')).toBe('');
});
