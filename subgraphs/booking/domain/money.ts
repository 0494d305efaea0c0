/** An amount in the currency's smallest unit: 1250 EUR is 12.50 €. */
export interface Money {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** The price of several; null stays null. */
export function times(price: Money | null, count: number): Money | null {
  return price && { amount: price.amount * count, currency: price.currency };
}
