import { Banner } from '../../components/ui/banner';
import { useRefreshPace } from '../../lib/refresh-pace';
import { heldSentence } from './refresh-words';

/** Says that the page stands still because its reader wants it to. */
export function HeldBanner({ ageSeconds }: { ageSeconds: number | null }) {
  const sentence = heldSentence(useRefreshPace(), ageSeconds);
  return sentence === null ? null : <Banner tone="warning">{sentence}</Banner>;
}
