/** The way from a command line to an exit code. Everything a command throws ends here, in words. */

import { Problem } from '../domain/record/problem.ts'
import { nearest } from '../domain/text/nearest.ts'
import { Failure } from '../intake/run/failure.ts'
import { systemWords } from '../machine/serving/faults.ts'
import { commands } from './commands.ts'
import type { Command, ExitCode } from './shell/command.ts'
import { padTo, type Terminal } from './shell/terminal.ts'
import { UsageError, type Words } from './shell/usage.ts'

/** Runs one command line, e.g. `['verify', '.data', '--json']`. Never throws. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const [first, second] = args
    if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
      terminal.out(overview())
      return first === undefined ? 2 : 0
    }
    const pair = commands.find(({ name }) => name === `${first} ${second}`)
    if (pair !== undefined) return await start(pair, args.slice(2), terminal)
    const single = commands.find(({ name }) => name === first)
    if (single !== undefined) return await start(single, args.slice(1), terminal)
    const family = commands.filter(({ name }) => name.startsWith(`${first} `))
    if (family.length > 0 && (second === undefined || second === '--help' || second === '-h')) {
      terminal.out(list(family))
      return second === undefined ? 2 : 0
    }
    throw unknownCommand(family.length > 0 ? `${first} ${second}` : first)
  } catch (error) {
    return report(error, args.includes('--json'), terminal)
  }
}

async function start(command: Command, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const body = await command.load()
  return body.run(command, args, terminal)
}

function overview(): string {
  return `明账：公权力的公开账本\nMingzhang: an open ledger of public power\n\n用法 Usage: npm run mingzhang -- <command> [options]\n\n${list(commands)}\n每个命令都有 --help 和 --json。Each command has --help and --json.\n`
}

function list(some: readonly Command[]): string {
  const width = Math.max(...some.map(({ name }) => name.length)) + 2
  return some
    .map(({ name, summary }) => `  ${padTo(name, width)}${summary.zh}\n  ${' '.repeat(width)}${summary.en}\n`)
    .join('')
}

function unknownCommand(typed: string): UsageError {
  const near = nearest(
    typed,
    commands.map(({ name }) => name),
  )
  return new UsageError({
    zh: `没有命令 ${typed}${near === null ? '；用 --help 查看全部命令。' : `；是否指 ${near}？`}`,
    en: `There is no command ${typed}${near === null ? '; --help lists them all.' : `; did you mean ${near}?`}`,
  })
}

interface Report {
  code: string
  field?: string | undefined
  words: Words
  exit: ExitCode
}

/** Tells what went wrong, in words where the error has them. */
function report(error: unknown, json: boolean, terminal: Terminal): ExitCode {
  const { exit, ...told } = reportOf(error)
  if (json) terminal.out(`${JSON.stringify({ error: told }, null, 2)}\n`)
  else {
    const at = told.field === undefined ? '' : ` (${told.field})`
    terminal.err(`${told.words.zh}${at}\n${told.words.en}\n`)
  }
  return exit
}

function reportOf(error: unknown): Report {
  if (error instanceof UsageError) return { code: 'usage', words: error.words, exit: 2 }
  if (error instanceof Problem) return { code: error.code, field: error.field, words: error.words, exit: 1 }
  if (error instanceof Failure) return { code: error.code, words: error.words, exit: 1 }
  const system = systemWords(error)
  if (system !== null) return { code: 'system', words: system, exit: 1 }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { code: 'failed', words: { zh: `未能完成：${text}`, en: `This did not work: ${text}` }, exit: 1 }
}
