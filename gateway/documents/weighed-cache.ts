/** Texts by key, of which the ones used longest ago are forgotten so that all together stay below `limit` characters. */
export class WeighedCache {
  private readonly texts = new Map<string, string>();
  private held = 0;

  constructor(private readonly limit: number) {}

  /** Characters that are held now. */
  get weight(): number {
    return this.held;
  }

  get(key: string): string | undefined {
    const text = this.texts.get(key);
    if (text === undefined) return undefined;
    this.texts.delete(key);
    this.texts.set(key, text);
    return text;
  }

  /** A text that alone is over the limit is not kept. */
  set(key: string, text: string): void {
    this.delete(key);
    const weight = key.length + text.length;
    if (weight > this.limit) return;
    this.texts.set(key, text);
    this.held += weight;
    for (const oldest of this.texts.keys()) {
      if (this.held <= this.limit) return;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    const text = this.texts.get(key);
    if (text === undefined) return;
    this.texts.delete(key);
    this.held -= key.length + text.length;
  }
}
