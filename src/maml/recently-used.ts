/** Keeps what was used last, made where there is none yet; what is used least goes first. */
export class RecentlyUsed<Value extends { dispose(): void }> {
  private readonly most: number;
  /** The least recently used first. */
  private readonly values = new Map<string, Value>();

  /** @param most how many are kept */
  constructor(most: number) {
    this.most = most;
  }

  get(key: string, make: () => Value): Value {
    const value = this.values.get(key) ?? make();
    this.values.delete(key);
    this.values.set(key, value);
    const [[oldest, unused]] = this.values;
    if (this.values.size > this.most) {
      this.values.delete(oldest);
      unused.dispose();
    }
    return value;
  }

  dispose(): void {
    for (const value of this.values.values()) value.dispose();
    this.values.clear();
  }
}
