import { styleNonce } from '../lib/page-facts';
import { variablesOnPaper } from '../theme/theme';

const RULES = `@media print{:root[data-mantine-color-scheme]{color-scheme:light;${Object.entries(
  variablesOnPaper(),
)
  .map(([name, value]) => `${name}:${value}`)
  .join(';')}}}`;

/** The light colours for paper, whatever the screen has. */
export const PrintColors = () => <style nonce={styleNonce()}>{RULES}</style>;
