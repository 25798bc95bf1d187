import { Banner } from '../components/ui/banner';

/** Nobody takes the figures of a demo for those of real people. */
export const DemoBanner = ({ isSimulated }: { isSimulated: boolean }) =>
  isSimulated && <Banner tone="unknown">Demo: all data on this page is simulated.</Banner>;
