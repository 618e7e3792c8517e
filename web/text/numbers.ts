/** Groups an integer in threes: 18402 → '18,402'. The same in both languages, independent of the machine's locale. */
export function formatCount(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}
