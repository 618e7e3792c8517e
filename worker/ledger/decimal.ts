const DECIMAL = /^(?:0|[1-9]\d{0,19})$/

/**
 * A decimal number as the C2SP formats write it: ASCII digits, no sign, no leading zero, at most 20 digits
 * (uint64). Null for anything else; the number may be past 2^53 − 1, which is for the caller to refuse.
 */
export function parseDecimal(text: string): number | null {
  return DECIMAL.test(text) ? Number(text) : null
}
