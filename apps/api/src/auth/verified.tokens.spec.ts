import { expect, it } from '@jest/globals';
import { Clock } from '../platform/clock/clock';
import { VerifiedTokens } from './verified.tokens';

class SetClock extends Clock {
  ms = 0;
  override now = () => new Date(this.ms);
  override monotonicMs = () => this.ms;
}

function setUp() {
  const clock = new SetClock();
  return { clock, tokens: new VerifiedTokens(clock) };
}

it('knows a token for a second after it was verified', () => {
  const { clock, tokens } = setUp();
  tokens.remember('t', 'a', 60);
  clock.ms = 999;
  expect(tokens.signInOf('t')).toBe('a');
  clock.ms = 1000;
  expect(tokens.signInOf('t')).toBeNull();
  clock.ms = 0;
  expect(tokens.signInOf('t')).toBeNull();
});

it('does not live longer by being used', () => {
  const { clock, tokens } = setUp();
  tokens.remember('t', 'a', 60);
  for (clock.ms = 0; clock.ms < 1000; clock.ms += 100) expect(tokens.signInOf('t')).toBe('a');
  expect(tokens.signInOf('t')).toBeNull();
});

it('does not know a token that has expired meanwhile', () => {
  const { clock, tokens } = setUp();
  clock.ms = 9_500;
  tokens.remember('t', 'a', 10);
  clock.ms = 9_999;
  expect(tokens.signInOf('t')).toBe('a');
  clock.ms = 10_000;
  expect(tokens.signInOf('t')).toBeNull();
});

it('knows nothing of a token that differs by a letter', () => {
  const { tokens } = setUp();
  tokens.remember('token', 'a', 60);
  expect([tokens.signInOf('Token'), tokens.signInOf('token '), tokens.signInOf('')]).toEqual([
    null,
    null,
    null,
  ]);
});

it('keeps no more than a thousand', () => {
  const { tokens } = setUp();
  for (let i = 0; i < 1_001; i++) tokens.remember(`t${i}`, 'a', 60);
  expect([tokens.signInOf('t0'), tokens.signInOf('t1'), tokens.signInOf('t1000')]).toEqual([null, 'a', 'a']);
});
