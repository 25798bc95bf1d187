import { Skeleton, VisuallyHidden } from '@mantine/core';

/** Keeps the room of what has been asked for, and says so to whoever does not see it. */
export const ToCome = ({ height }: { height: string }) => (
  <>
    <VisuallyHidden>Loading</VisuallyHidden>
    <Skeleton height={height} />
  </>
);
