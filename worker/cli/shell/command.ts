/** One command: its name, what its help says, and what it does. */
import { requireOnePlace } from './place.ts'
import { padTo, type Terminal, widthOf } from './terminal.ts'
import { COMMON, type OptionTable, parseOptions, type ValuesOf, type Words } from './usage.ts'

/** 0: done, and all is well. 1: a check failed, or something was rejected. 2: the command line was wrong. */
export type ExitCode = 0 | 1 | 2

export interface Invocation<T extends OptionTable> {
  values: ValuesOf<T & typeof COMMON>
  positionals: string[]
  terminal: Terminal
  /** Prints one JSON document as the result. */
  json(value: unknown): void
}

export interface CommandSpec<T extends OptionTable> {
  /** One or two words, as typed. */
  name: string
  summary: Words
  /** Operands behind the name, as `<url|dir>`. */
  operands: string
  options: T
  /** Further lines of the help. */
  notes?: readonly Words[]
  run(invocation: Invocation<T>): Promise<ExitCode>
}

export interface Command {
  name: string
  summary: Words
  options: OptionTable
  help(): string
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>
}

/** Makes a command out of its declaration: parsing, `--help` and `--json` come with it. */
export function defineCommand<T extends OptionTable>(spec: CommandSpec<T>): Command {
  return {
    name: spec.name,
    summary: spec.summary,
    options: spec.options,
    help: () => helpOf(spec),
    async run(args, terminal) {
      const { values, positionals } = parseOptions(args, spec.options)
      if (values.help === true) {
        terminal.out(helpOf(spec))
        return 0
      }
      if ('libsql' in spec.options) requireOnePlace(values)
      const json = (value: unknown): void => terminal.out(`${JSON.stringify(value, null, 2)}\n`)
      return spec.run({ values, positionals, terminal, json })
    },
  }
}

function helpOf<T extends OptionTable>({
  name,
  summary,
  operands,
  options,
  notes = [],
}: CommandSpec<T>): string {
  const all: OptionTable = { ...options, ...COMMON }
  const left = Object.entries(all).map(
    ([option, { value }]) => `--${option}${value === undefined ? '' : ` ${value}`}`,
  )
  const width = Math.max(...left.map(widthOf)) + 2
  const lines = Object.values(all).map(
    ({ words }, i) => `  ${padTo(left[i] ?? '', width)}${words.zh}\n  ${' '.repeat(width)}${words.en}`,
  )
  const more = notes.flatMap(({ zh, en }) => ['', zh, en])
  return `${summary.zh}\n${summary.en}\n\n用法 Usage: npm run mingzhang -- ${`${name} ${operands}`.trim()} [options]\n\n${[...lines, ...more].join('\n')}\n`
}
