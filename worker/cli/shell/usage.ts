/** Options of a command: declared once, parsed strictly, with a hint where a name is nearly right. */
import { parseArgs } from 'node:util'
import { nearest } from '../../domain/text/nearest.ts'

export interface Words {
  zh: string
  en: string
}

export interface OptionSpec {
  type: 'string' | 'boolean'
  /** Name of the value in the help, as `DIR`. */
  value?: string
  words: Words
}

export type OptionTable = Readonly<Record<string, OptionSpec>>

/** Values that a table of options gives: each as declared, absent when it was not named. */
export type ValuesOf<T extends OptionTable> = {
  [K in keyof T]?: T[K]['type'] extends 'boolean' ? boolean : string
}

/** The command line was not understood: nothing was done. */
export class UsageError extends Error {
  override name = 'UsageError'
  readonly words: Words

  constructor(words: Words) {
    super(words.en)
    this.words = words
  }
}

/** Options of every command. */
export const COMMON = {
  json: { type: 'boolean', words: { zh: '以 JSON 输出结果', en: 'print the result as JSON' } },
  help: { type: 'boolean', words: { zh: '显示本说明', en: 'show this help' } },
} as const satisfies OptionTable

/**
 * Reads the arguments of a command.
 *
 * @throws UsageError for an unknown option (with the nearest known one), a missing or an unwanted value
 */
export function parseOptions<T extends OptionTable>(
  args: readonly string[],
  table: T,
): { values: ValuesOf<T & typeof COMMON>; positionals: string[] } {
  const known: OptionTable = { ...COMMON, ...table }
  const options = Object.fromEntries(Object.entries(known).map(([name, { type }]) => [name, { type }]))
  const { tokens, positionals } = parseArgs({
    args: args.map((arg) => (arg === '-h' ? '--help' : arg)),
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values: Record<string, string | boolean> = {}
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const spec = known[token.name]
    if (spec === undefined) throw unknownOption(token.rawName, Object.keys(known))
    if (spec.type === 'boolean' && token.value !== undefined) {
      throw new UsageError({ zh: `--${token.name} 不带值。`, en: `--${token.name} takes no value.` })
    }
    if (spec.type === 'string' && (token.value === undefined || token.value === '')) {
      const wanted = spec.value ?? 'VALUE'
      throw new UsageError({
        zh: `--${token.name} 缺少值（${wanted}）。`,
        en: `--${token.name} needs a ${wanted}.`,
      })
    }
    values[token.name] = token.value ?? true
  }
  // Each value was checked against its declared type just above.
  return { values: values as ValuesOf<T & typeof COMMON>, positionals }
}

function unknownOption(name: string, known: readonly string[]): UsageError {
  const near = nearest(
    name,
    known.map((one) => `--${one}`),
  )
  return new UsageError({
    zh: `没有选项 ${name}${near === null ? '' : `；是否指 ${near}？`}`,
    en: `There is no option ${name}${near === null ? '' : `; did you mean ${near}?`}`,
  })
}
