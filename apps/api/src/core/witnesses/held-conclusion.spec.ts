import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WITNESS_VERDICTS, type WitnessVerdict } from '@watchroom/contracts';
import type { Conclusion } from './conclude-verdict';
import { describeVerdict } from './describe-verdict';
import { changeBetween, type HeldConclusion, holdConclusion } from './held-conclusion';

const START = Date.parse('2026-11-23T10:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000);
const silent = { state: 'unknown', detail: 'Nothing.', as_of: null } as const;

const conclusion = (verdict: WitnessVerdict, kind: Conclusion['kind'] = 'rate'): Conclusion => ({
  verdict,
  kind,
  detail: `It is ${verdict}.`,
  witnesses: { vendor_says: silent, probe_sees: silent, sessions_feel: silent },
  answersAgain: false,
});

/** Judges every 5 s through a list of [until second, verdict]. */
function play(phases: [number, WitnessVerdict, Conclusion['kind']?][]): HeldConclusion {
  let held: HeldConclusion | null = null;
  let second = 0;
  for (const [until, verdict, kind] of phases)
    for (; second <= until; second += 5)
      held = holdConclusion('livekit', held, conclusion(verdict, kind), null, at(second));
  if (held === null) throw new Error('nothing was judged');
  return held;
}

describe('a verdict', () => {
  it('stands at once when it is the first one', () => {
    expect(play([[0, 'media_trouble']])).toMatchObject({
      verdict: 'media_trouble',
      previous: null,
      since: at(0),
    });
  });

  it('keeps since when it stands, and what was before, for as long as it does', () => {
    const phases: [number, WitnessVerdict, Conclusion['kind']?][] = [
      [0, 'agreed_fine'],
      [5, 'agreed_down', 'fact'],
      [300, 'agreed_down'],
    ];
    expect(play(phases)).toMatchObject({ since: at(5), previous: 'agreed_fine' });
  });

  it('turns worse after 30 s and better after 60 s', () => {
    const worse: [number, WitnessVerdict][] = [
      [10, 'agreed_fine'],
      [40, 'media_trouble'],
    ];
    expect(play(worse)).toMatchObject({ verdict: 'agreed_fine', candidate: 'media_trouble' });
    expect(play([...worse, [45, 'media_trouble']])).toMatchObject({
      verdict: 'media_trouble',
      previous: 'agreed_fine',
      since: at(45),
    });
    const better: [number, WitnessVerdict][] = [
      [0, 'media_trouble'],
      [60, 'agreed_fine'],
    ];
    expect(play(better).verdict).toBe('media_trouble');
    expect(play([...better, [65, 'agreed_fine']]).verdict).toBe('agreed_fine');
  });

  it('does not flap', () => {
    const flapping = Array.from({ length: 60 }, (_, index): [number, WitnessVerdict] => [
      (index + 1) * 20,
      index % 2 === 0 ? 'agreed_fine' : 'media_trouble',
    ]);
    expect(play(flapping)).toMatchObject({ verdict: 'agreed_fine', previous: null });
  });

  it('stands and ends at once where it is a fact', () => {
    expect(
      play([
        [0, 'agreed_fine'],
        [5, 'agreed_down', 'fact'],
      ]).verdict,
    ).toBe('agreed_down');
    expect(
      play([
        [0, 'agreed_down', 'fact'],
        [5, 'agreed_fine'],
      ]).verdict,
    ).toBe('agreed_fine');
  });

  it('waits on while it gets worse in another way, and begins anew after a gap', () => {
    const phases: [number, WitnessVerdict][] = [
      [0, 'agreed_fine'],
      [20, 'media_trouble'],
      [35, 'undeclared_trouble'],
    ];
    expect(play(phases).verdict).toBe('undeclared_trouble');
    const waiting = play([
      [0, 'agreed_fine'],
      [20, 'media_trouble'],
    ]);
    const late = holdConclusion('livekit', waiting, conclusion('media_trouble'), null, at(100));
    expect(late).toMatchObject({ verdict: 'agreed_fine', candidateSince: at(100) });
  });

  it('stands for as long as it was said without a break, whatever was said', () => {
    const verdict = fc.constantFrom(...WITNESS_VERDICTS);
    fc.assert(
      fc.property(fc.array(verdict, { maxLength: 40 }), verdict, (said, last) => {
        const phases = [...said, ...Array.from({ length: 14 }, () => last)].map(
          (word, index): [number, WitnessVerdict] => [index * 5, word],
        );
        expect(play(phases).verdict).toBe(last);
      }),
    );
  });
});

describe('what the vendor declares', () => {
  it('begins and ends at once where nothing is felt', () => {
    const declared = play([
      [0, 'agreed_fine'],
      [5, 'declared_not_felt'],
    ]);
    expect(declared).toMatchObject({ verdict: 'declared_not_felt', since: at(5) });
    expect(holdConclusion('livekit', declared, conclusion('agreed_fine'), null, at(6))).toMatchObject({
      verdict: 'agreed_fine',
      candidate: null,
    });
  });

  it('is agreed to at once by whoever feels it already, and does not end what was felt', () => {
    const agreed = play([
      [0, 'media_trouble'],
      [5, 'agreed_down'],
    ]);
    expect(agreed.verdict).toBe('agreed_down');
    const after = holdConclusion('livekit', agreed, conclusion('declared_not_felt'), null, at(10));
    expect(after.verdict).toBe('agreed_down');
  });
});

describe('a declared outage of which the vendor declares the end', () => {
  const down = play([[0, 'agreed_down', 'fact']]);
  /** The vendor is fine again, the probe of `probeAt` is not yet. */
  const over = (probeAt: number, answersAgain = false): Conclusion => ({
    ...conclusion('undeclared_trouble', 'fact'),
    witnesses: {
      vendor_says: { ...silent, state: 'fine' },
      probe_sees: { ...silent, state: 'down', as_of: at(probeAt).toISOString() },
      sessions_feel: silent,
    },
    answersAgain,
  });
  const hear = (...heard: [number, Conclusion][]): HeldConclusion =>
    heard.reduce((held, [second, said]) => holdConclusion('livekit', held, said, null, at(second)), down);

  it('is no undeclared one while the probe has not been asked since, or needs one more answer', () => {
    const waiting = hear([10, over(5)], [15, over(5)], [20, over(18, true)]);
    expect(waiting).toMatchObject({ verdict: 'agreed_down', since: at(0) });
    expect(describeVerdict(waiting, at(20)).verdict_detail).toBe(
      'It is agreed_down. LiveKit says now that it is over; our next probes will tell.',
    );
    expect(holdConclusion('livekit', waiting, conclusion('agreed_fine'), null, at(23)).verdict).toBe(
      'agreed_fine',
    );
  });

  it('is one as soon as a probe fails that was asked after that', () => {
    expect(hear([10, over(5)], [15, over(12)])).toMatchObject({
      verdict: 'undeclared_trouble',
      since: at(15),
    });
    expect(hear([10, over(5)], [20, over(18, true)], [25, over(23)]).verdict).toBe('undeclared_trouble');
  });
});

describe('what changed', () => {
  it('is told once, with what was before', () => {
    const fine = play([[0, 'agreed_fine']]);
    const down = holdConclusion('livekit', fine, conclusion('agreed_down', 'fact'), null, at(5));
    const still = holdConclusion('livekit', down, conclusion('agreed_down', 'fact'), null, at(10));
    expect(changeBetween(null, fine)).toMatchObject([{ from: null, to: 'agreed_fine', at: at(0) }]);
    expect(changeBetween(fine, down)).toMatchObject([{ from: 'agreed_fine', to: 'agreed_down' }]);
    expect(changeBetween(down, still)).toEqual([]);
  });
});

describe('a verdict that is told', () => {
  it('says what is on its way', () => {
    const held = play([
      [0, 'agreed_fine'],
      [10, 'media_trouble'],
    ]);
    expect(describeVerdict(held, at(11))).toMatchObject({
      verdict: 'agreed_fine',
      verdict_detail:
        'It is agreed_fine. On its way: trouble of the media path; it counts once it has held for 30 s.',
      verdict_since: at(0).toISOString(),
    });
  });

  it('turns into blindness when nobody concludes any more', () => {
    const held = play([[0, 'agreed_fine']]);
    expect(describeVerdict(held, at(30)).verdict).toBe('agreed_fine');
    expect(describeVerdict(held, at(31))).toMatchObject({
      verdict: 'blind',
      verdict_detail: expect.stringContaining('not been heard since 10:00:00 UTC') as unknown as string,
      verdict_since: at(30).toISOString(),
    });
    expect(describeVerdict(null, at(0)).verdict).toBeNull();
  });
});
