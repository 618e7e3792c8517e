import { formatCount } from './numbers.ts'

/**
 * Puts values into the `{name}` places of a sentence. A missing value leaves its place empty. Of a sentence that is
 * written `one|many`, the form for the number `n` is taken.
 */
export function fill(sentence: string, values: Record<string, string | number>): string {
  const text = typeof values.n === 'number' ? form(sentence, values.n) : sentence
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    return typeof value === 'number' ? formatCount(value) : (value ?? '')
  })
}

/** Fills a counted phrase; a dictionary may write `one|many`, split by a bar. `n` is put in by itself. */
export function count(phrase: string, n: number, values: Record<string, string | number> = {}): string {
  return fill(phrase, { n, ...values })
}

/** Noun of a count, without the number: for a figure that is set apart from its word. */
export function unit(phrase: string, n: number): string {
  return fill(form(phrase, n), { n: '' }).trim()
}

function form(phrase: string, n: number): string {
  const [one = '', many = one] = phrase.split('|')
  return n === 1 ? one : many
}
