import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const worker = fileURLToPath(new URL('../../worker', import.meta.url))
const server = /^(?:store|services|site|api)\//

/** The files of the server that take a state out of its JSON. */
function readersOf(files: readonly [path: string, text: string][]): string[] {
  return files
    .filter(
      ([path, text]) => server.test(path) && /\bstateOf\b[^;]*?from '[^']*\/kinds\/replay\.ts'/.test(text),
    )
    .map(([path]) => path)
}

/** A row that is marked to be derived again is not patched: the same code makes it as makes all others. */
const PATCH = /UPDATE\s+[`"]?record[`"]?\s+SET\s+(?!derived = 0 WHERE)/i

const sources = readdirSync(worker, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name): [string, string] => [name, readFileSync(`${worker}/${name}`, 'utf8')])

describe('derived rows', () => {
  it('are read in one place, which replays what other code derived', () => {
    expect(readersOf(sources)).toEqual(['store/records/states.ts'])
  })

  it('would be noticed where they are read past it', () => {
    const reader = "import { type State, stateOf } from '../../domain/kinds/replay.ts'\n"
    expect(readersOf([['store/x/y.ts', reader]])).toEqual(['store/x/y.ts'])
  })

  it('are patched by no migration any more', () => {
    const folder = fileURLToPath(new URL('../../migrations', import.meta.url))
    const patching = readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .filter((name) => PATCH.test(readFileSync(`${folder}/${name}`, 'utf8')))
    expect(patching).toEqual(['0008_fill_states.sql'])
  })
})
