/** One command: what its help says, and what it does. */
import { requireOnePlace } from './place.ts'
import { padTo, type Terminal, widthOf } from './terminal.ts'
import { COMMON, type OptionTable, parseOptions, UsageError, type ValuesOf, type Words } from './usage.ts'

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
  /** Operands behind the name, as `<url|dir>`. */
  operands: string
  options: T
  /** Further lines of the help. */
  notes?: readonly Words[]
  run(invocation: Invocation<T>): Promise<ExitCode>
}

/** A command as it is called. */
export interface Called {
  /** One or two words, as typed. */
  name: string
  summary: Words
}

/** A command as the overview lists it. */
export interface Command extends Called {
  load(): Promise<CommandBody>
}

/** The options and the work of a command, under whatever name it is called. */
export interface CommandBody {
  options: OptionTable
  help(called: Called): string
  run(called: Called, args: readonly string[], terminal: Terminal): Promise<ExitCode>
}

/** Makes a command out of its declaration: parsing, `--help` and `--json` come with it. */
export function defineCommand<T extends OptionTable>(spec: CommandSpec<T>): CommandBody {
  return {
    options: spec.options,
    help: (called) => helpOf(called, spec),
    async run(called, args, terminal) {
      const { values, positionals } = parseOptions(args, spec.options)
      if (values.help === true) {
        terminal.out(helpOf(called, spec))
        return 0
      }
      requireOperands(called, spec, positionals)
      if ('libsql' in spec.options) requireOnePlace(values)
      const json = (value: unknown): void => terminal.out(`${JSON.stringify(value, null, 2)}\n`)
      return spec.run({ values, positionals, terminal, json })
    },
  }
}

type Taking = Pick<CommandSpec<OptionTable>, 'operands'>

/** The most operands that a command takes; those that end in an ellipsis are any number. */
function mostOperands({ operands }: Taking): number {
  if (operands.includes('…')) return Number.POSITIVE_INFINITY
  return operands.split(' ').filter((one) => one !== '').length
}

/** @throws UsageError for one that the command would pass over */
function requireOperands({ name }: Called, spec: Taking, given: readonly string[]): void {
  const most = mostOperands(spec)
  const over = given[most]
  if (over === undefined) return
  const usage = `mingzhang ${name} ${spec.operands}`.trim()
  throw new UsageError({
    zh: `多出“${over}”：用法是 ${usage} [options]，选项见 --help。`,
    en: `"${over}" is one too many: it is ${usage} [options]; --help lists the options.`,
  })
}

function helpOf<T extends OptionTable>(
  { name, summary }: Called,
  { operands, options, notes = [] }: CommandSpec<T>,
): string {
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
