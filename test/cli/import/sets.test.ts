/** Every real set beside the repository as one table: its rows as its source counts them, each accounted for, once. */
import { readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Tally } from '../../../worker/intake/register/tally.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { FILES, REJECTING, type RegisterName } from '../../support/registers/files.ts'
import { comesHome } from '../../support/registers/home.ts'
import { filesOf, importedRegister } from '../../support/registers/registers.ts'
import { sharedFolder } from '../../support/shared.ts'

const shared = sharedFolder()
if (shared === null) console.warn('the shared data is not here: real sets are not read')

interface RealSet {
  /** Rows that its SOURCE.md names, edition by edition. */
  rows: readonly number[]
  /** Rows that give no record of their own. */
  passed: number
  rejected: number
  /** Rows of later editions that say of a record what stood already. */
  unchanged: number
}

/**
 * Rows as SOURCE.md counts them. The portfolio of 2014 and of 2017 ends with an empty column, which is counted there as a
 * project; the lists of Karamay have 34 rows with text under merged cells alone, and 9 of its items have no name of their
 * own, as they stand under one that is merged.
 */
const SETS: { readonly [name in RegisterName]: RealSet } = {
  'nyc-council': { rows: [872 + 56], passed: 0, rejected: 0, unchanged: 0 },
  'hhs-it': { rows: [1102 + 202], passed: 0, rejected: 0, unchanged: 0 },
  'uk-gmpp': { rows: [199, 188, 143, 143, 133, 133, 125, 184, 235], passed: 0, rejected: 0, unchanged: 1 },
  'ba-works': { rows: [991, 1308], passed: 0, rejected: 0, unchanged: 13 },
  'ca-mandates': { rows: [760, 348, 352], passed: 0, rejected: 0, unchanged: 0 },
  'ca-requests': { rows: [520 + 346], passed: 9, rejected: 5 + 4, unchanged: 0 },
  'jp-bills': { rows: [152], passed: 0, rejected: 0, unchanged: 0 },
  'responsibility-list': { rows: [2629 + 9 + 34], passed: 34, rejected: 0, unchanged: 0 },
}

/** The set of which most rows are in one file. */
const [LARGEST, LARGEST_FILE, LARGEST_ROWS] = [
  'us-nyc-capital-projects',
  'projects-search.json',
  5200,
] as const

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
const over = ({ passed }: Tally): number => sum(passed.map(({ count }) => count))

function expectWhole(tally: Tally, { rows, passed, rejected, unchanged }: RealSet): void {
  const read = sum(rows)
  expect({ ...tally, passed: over(tally) }).toEqual({
    ...{ read, passed, rejected, unchanged },
    recorded: read - passed - rejected - unchanged,
  })
}

interface Told {
  tally: Tally
  added: number
  changed: number
  vanished?: number
  entries: number
  deliveries?: { rows: number; events: { [event: string]: number } }[]
}

describe.skipIf(shared === null)('the real sets', () => {
  it.each(Object.keys(FILES) as RegisterName[])('%s', async (name) => {
    const { summary, folder } = await importedRegister(name)
    expectWhole(summary.tally, SETS[name])
    if (SETS[name].rows.length > 1)
      expect(summary.deliveries.map(({ rows }) => rows)).toEqual(SETS[name].rows)
    const skip = REJECTING.has(name) ? ['--skip-rejected'] : []
    const again = await runCli(['import', name, filesOf(name), '--data', folder, '--json', ...skip])
    expect(again.json()).toMatchObject({ added: 0, changed: 0, entries: 0 })
  })

  it('jp-bills: the second edition adds one; in the third five have another status, nine were referred', async () => {
    const { folder } = await importedRegister('jp-bills')
    const edition = async (n: number): Promise<Told> => {
      const file = join(filesOf('jp-bills'), '..', `edition-${n}.csv`)
      return (await runCli(['import', 'jp-bills', file, '--data', folder, '--json'])).json() as Told
    }
    const second = await edition(2)
    expect(second).toMatchObject({ added: 1, vanished: 0, tally: { read: 153, rejected: 0 } })
    const third = await edition(3)
    expect(third).toMatchObject({ added: 0, vanished: 0, tally: { read: 153, rejected: 0 } })
    expect(third.deliveries?.[0]?.events).toMatchObject({ updated: 5 })
    const page = await runCli(['export', 'decisions', '--data', folder, '--format', 'json'])
    const referred = page.out
      .trim()
      .split('\n')
      .filter((line) => line.includes('衆議院付託年月日'))
    // By the second edition 9 fewer were referred: SOURCE.md counts these and the five as the fourteen that changed.
    expect(referred).toHaveLength(97 + 9)
    expect(await edition(3)).toMatchObject({ added: 0, changed: 0, entries: 0 })
  })

  // Of these no mapping comes with the program: a draft takes them, with nothing edited. The largest is read and compared
  // alone; `REGISTERS=all` enters it as well.
  it('us-nyc-capital-projects/projects-search.json by its draft', async () => {
    const [path, folder] = [join(shared ?? '', 'data', LARGEST, LARGEST_FILE), await newFolder('drafted-')]
    const drafted = await runCli(['mapping', 'draft', path, '--name', 'drafted'])
    await writeFile(join(folder, 'm.json'), drafted.out)
    const args = [
      'import',
      join(folder, 'm.json'),
      path,
      '--data',
      join(folder, 'data'),
      '--dry-run',
      '--json',
    ]
    const told = (await runCli(args)).json() as Told
    expectWhole(told.tally, { rows: [LARGEST_ROWS], passed: 0, rejected: 0, unchanged: 0 })
    expect(told).toMatchObject({ added: LARGEST_ROWS, entries: 0 })
  })

  const whole: [set: string, file: string, read: number, byKind: object][] =
    process.env.REGISTERS === 'all' ? [[LARGEST, LARGEST_FILE, LARGEST_ROWS, { decision: LARGEST_ROWS }]] : []
  it.each<[set: string, file: string, read: number, byKind: object]>([
    ...whole,
    ['us-nyc-capital-projects', 'projects.geojson', 2010, { decision: 2010 }],
    ['us-portland-ocds', 'first_record.json', 1, { decision: 1, milestone: 5 }],
  ])('%s/%s by its draft, and home again', async (set, file, read, byKind) => {
    const [path, folder] = [join(shared ?? '', 'data', set, file), await newFolder('drafted-')]
    const drafted = await runCli(['mapping', 'draft', path, '--name', 'drafted'])
    await writeFile(join(folder, 'm.json'), drafted.out)
    const data = join(folder, 'data')
    const args = ['import', join(folder, 'm.json'), path, '--data', data, '--json']
    const told = (await runCli(args)).json() as Told
    expectWhole(told.tally, { rows: [read], passed: 0, rejected: 0, unchanged: 0 })
    expect(told).toMatchObject({ byKind })
    expect((await runCli(args)).json()).toMatchObject({ added: 0, changed: 0, entries: 0 })
    expect(await comesHome(data)).toBeGreaterThanOrEqual(read)
    for (const list of Object.keys(byKind).map((kind) => `${kind}s`)) {
      const csv = join(folder, `${list}.csv`)
      await runCli(['export', list, '--format', 'csv', '--out', csv, '--data', data])
      const back = await runCli(['import', 'list', csv, '--data', data, '--dry-run', '--json'])
      expect(back.json()).toMatchObject({ changed: 0, rejected: 0, entries: 0 })
    }
  })

  it('are all in this table', () => {
    const drafted = ['us-nyc-capital-projects', 'us-portland-ocds']
    const mapped = Object.values(FILES).map((path) => path.split('/')[0] ?? '')
    expect(readdirSync(join(shared ?? '', 'data')).sort()).toEqual([...mapped, ...drafted].sort())
  })
})
