/** Figures of a run, written into the README beside this file: those of the same parts of an earlier run give way. */
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import type { Row } from './row.ts'

const README = new URL('./README.md', import.meta.url)
const BEGIN = '<!-- written by `npm run bench -- --write` -->\n'
const END = '<!-- end -->'
const HEAD = `| Part | What | Here | Beside | Ratio, target | Commit, day, load |\n| --- | --- | --- | --- | --- | --- |\n`

/** Rows of one part of a run. */
export interface Part {
  part: string
  rows: readonly Row[]
}

const cell = (text: string): string => text.replaceAll('|', '\\|')

function lineOf(part: string, row: Row, run: string): string {
  const { what, ours, unit, baseline, theirs, ratio, target, pass, note } = row
  const figure = (n: number): string => n.toLocaleString('en')
  const beside = theirs === null ? '' : `${baseline}: ${figure(theirs)}`
  const verdict = pass === null ? 'not measured' : pass ? 'reached' : 'missed'
  const measured = [ratio === null ? '' : `${ratio} ×`, `${verdict}: ${target}`].filter((text) => text !== '')
  const said = note === '' ? what : `${what} (${note})`
  return `| \`${part}\` | ${[said, `${figure(ours)} ${unit}`, beside, measured.join(', '), run].map(cell).join(' | ')} |\n`
}

/** The text of the README with the rows of some parts in the place of those that it has of them. */
export function withRows(text: string, parts: readonly Part[], run: string): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (from < 0 || to < from) throw new Error('the README has no place for figures')
  const old = text.slice(from + BEGIN.length, to).split('\n')
  const fresh = new Set(parts.map(({ part }) => part))
  const kept = old.filter((line) => {
    const [, part] = /^\| `([a-z]+)` \|/.exec(line) ?? []
    return part !== undefined && !fresh.has(part)
  })
  const added = parts.flatMap(({ part, rows }) => rows.map((row) => lineOf(part, row, run)))
  const lines = [...kept.map((line) => `${line}\n`), ...added]
  return `${text.slice(0, from + BEGIN.length)}\n${HEAD}${lines.join('')}\n${text.slice(to)}`
}

/** Writes them, with the commit, the day and the load of the machine. */
export async function writeRows(parts: readonly Part[]): Promise<void> {
  const commit = execFileSync('git', ['rev-parse', '--short=8', 'HEAD'], { encoding: 'utf8' }).trim()
  const run = `${commit}, ${new Date().toISOString().slice(0, 10)}, load of ${Math.round(loadavg()[0] ?? 0)}`
  await writeFile(README, withRows(await readFile(README, 'utf8'), parts, run))
}
