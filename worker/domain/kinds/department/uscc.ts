/** 统一社会信用代码: the unified social credit code of GB 32100-2015. */

/** 31 symbols, without I, O, S, V, Z; the value of a symbol is its place. */
const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check symbol of the first 17; null when one of them is no symbol of the standard. */
export function usccCheckSymbol(first17: string): string | null {
  if (first17.length !== 17) return null
  let sum = 0
  for (const [i, symbol] of [...first17].entries()) {
    const value = SYMBOLS.indexOf(symbol)
    if (value === -1) return null
    sum += value * (WEIGHTS[i] ?? 0)
  }
  return SYMBOLS[(31 - (sum % 31)) % 31] ?? null
}

/** True for a code of 18 symbols whose check symbol fits. */
export function isUscc(code: string): boolean {
  return code.length === 18 && usccCheckSymbol(code.slice(0, 17)) === code[17]
}
