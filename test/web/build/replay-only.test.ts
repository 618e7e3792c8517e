/** The kinds as a reader's browser gets them give the states that the server gives, for every record of the city. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'
import { describe, expect, it, vi } from 'vitest'
import { replayOnly } from '../../../web/build/replay-only.ts'
import { replay } from '../../../worker/domain/kinds/replay.ts'
import type { Recorded } from '../../../worker/domain/record/event.ts'
import { canonicalJson } from '../../../worker/ledger/canonical.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { readEntriesFrom, recordedOf } from '../../../worker/store/log/entries.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { temporaryFolder } from '../../support/ledger/ledger.ts'

const ENTRY = new URL('../../../worker/domain/kinds/replay.ts', import.meta.url).pathname

const THREAD = new URL('../../../web/verify/thread/checks.worker.ts', import.meta.url).pathname

interface Built {
  code: string
  replay: typeof replay
  module: unknown
}

async function built(plugins: Plugin[], entry = ENTRY): Promise<Built> {
  const folder = temporaryFolder()
  await build({
    configFile: false,
    logLevel: 'silent',
    plugins,
    build: { outDir: folder, lib: { entry, formats: ['es'], fileName: 'replay' }, minify: false },
  })
  const path = join(folder, 'replay.js')
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  const module = await import(pathToFileURL(path).href)
  return { code: await readFile(path, 'utf8'), replay: module.replay, module }
}

describe('the kinds without what only writers need', () => {
  it('replay every record of the city to the same state, and weigh a third less', async () => {
    const [cut, whole] = [await built([replayOnly()]), await built([])]
    const machine = await openMachine({ dataDir: await demoFolder() })
    const histories = new Map<string, Recorded[]>()
    for (const entry of (await readEntriesFrom(machine.services.ledger.database, 0, 100_000)).map(
      recordedOf,
    )) {
      const { record } = entry.envelope
      histories.set(record, [...(histories.get(record) ?? []), entry])
    }
    await machine.close()
    expect(histories.size).toBeGreaterThan(300)
    const differ = [...histories].filter(
      ([id, entries]) => canonicalJson(cut.replay(id, entries)) !== canonicalJson(replay(id, entries)),
    )
    expect(differ.map(([id]) => id)).toEqual([])
    expect(cut.code.length).toBeLessThan(0.67 * whole.code.length)
  })

  it('hold no words of a vocabulary, from whichever folder it takes them', async () => {
    const { code } = await built([replayOnly()])
    const plain = code.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    const words = plain.match(/["`'][^"`'\n]*\p{Script=Han}[^"`'\n]*["`']/gu) ?? []
    // Refusals alone are left, which are sentences.
    expect(words.filter((text) => !text.includes('。'))).toEqual([])
  })

  it('are all that the thread of the checks asks for as it starts', async () => {
    const asked: unknown[] = []
    vi.stubGlobal('self', {
      addEventListener: (event: string) => asked.push(event),
      postMessage: () => undefined,
    })
    await built([replayOnly()], THREAD)
    expect(asked).toEqual(['message'])
    vi.unstubAllGlobals()
  })

  it('lose the texts of both languages, and nothing else that is called so', async () => {
    const folder = join(temporaryFolder(), 'worker', 'domain')
    await mkdir(join(folder, 'record'), { recursive: true })
    await writeFile(
      join(folder, 'record', 'problem.ts'),
      'export const of = (zh: string, en: string) => ({ zh, en })\n',
    )
    const other = join(folder, 'other.ts')
    await writeFile(
      other,
      "const of = (one: number) => one + 1\nexport const two = of(1)\nexport { words } from './words.ts'\n",
    )
    await writeFile(
      join(folder, 'words.ts'),
      "import { of as said } from './record/problem.ts'\nexport const words = { known: said('字', 'word') }\n",
    )
    const made = await built([replayOnly()], other)
    expect(made.module).toMatchObject({ two: 2, words: { known: {} } })
    expect(made.code).not.toContain('word"')
  })
})
