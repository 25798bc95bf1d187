import { describe, expect, it } from '@jest/globals';
import { reasonOf } from './health-reasons';
import { hold } from './held-verdict';
import { at, judgeUntil, someVerdict as verdict } from './testing/some-verdicts';

describe('the ledger entry', () => {
  it('tells the new figures of a rate that was not known, and that they do not count yet', () => {
    const nothing = { value: null, limit: null, unit: null, turnsGreen: 'The next report' };
    const blind = hold(null, { ...verdict('unknown', 'fact'), ...nothing, detail: 'Nobody reports.' }, at(0));
    const held = hold(blind, verdict('degraded'), at(2));
    expect(reasonOf(held)).toMatchObject({
      state: 'unknown',
      value: 0.03,
      unit: 'fraction',
      previous_state: null,
      limit: 0.02,
      detail: 'It is degraded. It counts once it has held for 30 s.',
      turns_green: 'Under 2 % for 60 s.',
    });
  });

  it('tells what is on its way, and how long it must hold', () => {
    const red = judgeUntil(hold(null, verdict('fine'), at(0)), verdict('critical'), 2, 32);
    const better = hold(red, { ...verdict('degraded'), value: 0.021 }, at(34));
    expect(reasonOf(better)).toMatchObject({
      value: 0.03,
      detail: 'It is critical. Getting better; it counts once it has held for 60 s.',
      turns_green: 'Under 2 % for 60 s.', // yellow is on its way, not green
    });
    const yellow = judgeUntil(hold(null, verdict('fine'), at(0)), verdict('degraded'), 2, 32);
    const worse = hold(yellow, { ...verdict('critical'), value: 0.07 }, at(34));
    expect(reasonOf(worse)).toMatchObject({
      state: 'degraded',
      value: 0.07,
      detail: 'It is critical. Getting worse; it counts once it has held for 30 s.',
    });
  });

  it('of a verdict that was remembered without its way to green names the next judgement', () => {
    const red = { ...hold(null, verdict('critical'), at(0)), turnsGreen: null };
    expect(reasonOf(red)?.turns_green).toBe('The next judgement.');
  });

  it('tells what it was before and what turns it green, with the earliest time once the wait has begun', () => {
    const red = judgeUntil(hold(null, verdict('fine'), at(0)), verdict('critical'), 2, 32);
    expect(reasonOf(red)).toMatchObject({ previous_state: 'healthy', turns_green: 'Under 2 % for 60 s.' });
    const better = hold(red, verdict('fine'), at(34));
    expect(reasonOf(better)?.turns_green).toBe('Under 2 % for 60 s: at the earliest at 10:01:34 UTC.');
    expect(judgeUntil(better, verdict('fine'), 36, 92).state).toBe('critical');
    expect(judgeUntil(better, verdict('fine'), 36, 94).state).toBe('fine');
  });

  it('is none for what is fine', () => {
    expect(reasonOf(hold(null, verdict('fine'), at(0)))).toBeNull();
  });
});
