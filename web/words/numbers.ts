/** Groups an integer in threes: 18402 → '18,402'. The same in both languages, independent of the machine's locale. */
export function formatCount(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** An amount of money: grouped digits, its currency as code. */
export function formatAmount(value: number, currency: string | undefined): string {
  const digits = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(value)
  return currency === undefined ? digits : `${currency} ${digits}`
}
