import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { DrillResult } from '../../../worker/cli/commands/watch/drill.ts'
import { GUARDS } from '../../../worker/cli/drill/damage.ts'
import { damages } from '../../../worker/cli/drill/drill.ts'
import { edit } from '../../../worker/cli/drill/edit.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { livedFolder } from '../../support/city/lived-city.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'

let city: string
beforeAll(async () => {
  city = await livedFolder()
})

const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('mingzhang drill', () => {
  it('shows over the whole city that whoever should notice a damage does', async () => {
    const before = digestOf(join(city, 'mingzhang.db'))
    const ran = await runCli(['drill', '--data', city, '--json'])
    const { ok, outcomes } = ran.json() as DrillResult
    expect(outcomes, ran.out + ran.err).toBeDefined()
    expect(outcomes.filter(({ missed }) => missed.length > 0)).toEqual([])
    // The city has one of everything that can be damaged.
    expect(outcomes.filter(({ applies }) => !applies)).toEqual([])
    expect(outcomes.map(({ id }) => id)).toEqual(damages.map(({ id }) => id))
    expect({ ok, code: ran.code }).toEqual({ ok: true, code: 0 })
    expect(digestOf(join(city, 'mingzhang.db')), 'the ledger itself is only read').toBe(before)
  })

  it('has a guard for each damage, and damages for each guard', () => {
    expect(new Set(damages.map(({ id }) => id)).size).toBe(damages.length)
    expect(damages.filter(({ expected }) => Object.keys(expected).length === 0)).toEqual([])
    for (const guard of GUARDS)
      expect(
        damages.some(({ expected }) => expected[guard] !== undefined),
        guard,
      ).toBe(true)
  })

  it('is what the page for auditors says of who notices what', () => {
    const page = readFileSync(new URL('../../../worker/ledger/README.md', import.meta.url), 'utf8')
    const [, section = ''] = page.split('## Who notices what')
    const rows = (section.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('| ') && line.includes('`'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
    const told = rows.flatMap((cells) =>
      [...(cells.at(-2) ?? '').matchAll(/`(\w+)`/g)].map(([, id = '']) => ({
        id,
        who: GUARDS.filter((_, i) => cells[i + 2] === '✓'),
      })),
    )
    const sorted = (list: { id: string; who: string[] }[]) =>
      list.toSorted((a, b) => a.id.localeCompare(b.id))
    expect(sorted(told)).toEqual(
      sorted(
        damages.map(({ id, expected }) => ({
          id,
          who: GUARDS.filter((guard) => expected[guard] !== undefined),
        })),
      ),
    )
  })

  it('prints a table in both languages, and says what a small ledger has nothing of', async () => {
    const dataDir = await newFolder()
    const machine = await openMachine({ dataDir })
    for (const code of ['water', 'roads', 'parks'])
      await machine.services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, {
        code,
        name: `${code}局`,
      })
    await machine.close()
    const { code, out } = await runCli(['drill', '--data', dataDir], { now: new Date() })
    expect(out).toContain('✓ body')
    expect(out).toContain('another key of the same name signs')
    expect(out).toMatch(/– This ledger has nothing to damage so: \d+\./)
    expect(out).toContain('are noticed (a copy of 3 entries)')
    expect(code).toBe(0)
  })

  it('proves nothing over a ledger that does not hold, and says so', async () => {
    const dataDir = await newFolder()
    const machine = await openMachine({ dataDir })
    await machine.services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, {
      code: 'water',
      name: '水务局',
    })
    await machine.close()
    edit(dataDir, [`UPDATE record SET title = '别的'`])
    const { code, out } = await runCli(['drill', '--data', dataDir], { now: new Date() })
    expect(code).toBe(1)
    expect(out).toContain('run mingzhang verify first')
    expect((await runCli(['drill', '--data', join(dataDir, 'none')])).err).toContain('There is no ledger')
  })
})
