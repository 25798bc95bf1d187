/** Whoever asks the same while it is being read shares that reading: many pages make one question to the database. */
export class SingleFlight<T> {
  private readonly flights = new Map<string, Promise<T>>();

  run(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.flights.get(key);
    if (known !== undefined) return known;
    const flight = read().finally(() => this.flights.delete(key));
    this.flights.set(key, flight);
    return flight;
  }
}
