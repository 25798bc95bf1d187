/** A time in which the database could not be asked, or took no writes, as one replica saw it; it is over. */
export interface DatabaseOutage {
  since: Date;
  until: Date;
}
