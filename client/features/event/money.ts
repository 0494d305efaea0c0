/** What a number of seats costs, in the reader's way of writing money. The amount is in the currency's smallest unit. */
export function moneyInWords({ amount, currency }: { amount: number; currency: string }, times: number, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format((amount * times) / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
