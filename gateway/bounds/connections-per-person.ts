/** Counts the connections of each person. */
export class ConnectionsPerPerson {
  private readonly open = new Map<string, number>();

  constructor(private readonly limit: number) {}

  /** Takes one more for somebody; gives how to give it back, or null when they have all that one may. */
  take(userId: string): (() => void) | null {
    const count = this.open.get(userId) ?? 0;
    if (count >= this.limit) return null;
    this.open.set(userId, count + 1);
    let given = true;
    return () => {
      if (!given) return;
      given = false;
      const left = (this.open.get(userId) ?? 1) - 1;
      if (left === 0) this.open.delete(userId);
      else this.open.set(userId, left);
    };
  }
}
