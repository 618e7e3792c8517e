/**
 * An import of many rows, two records each, in a process of its own: of as many as a file may have (`ROWS=200000`), within
 * a gigabyte; of fewer within their share of it.
 */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { MOST_ROWS } from '../../../worker/intake/files/sheet.ts'
import { newFolder } from '../../support/folders.ts'
import { trial, works } from '../../support/intake/trial.ts'

/** So many that one more copy of all of them, 4 KB each, goes past their share; of 10,000 it would not. */
const ROWS = Number(process.env.ROWS ?? 20_000)
/** Bytes: those of a program that has read nothing, and what is left of a gigabyte by the rows that a file may have. */
const MOST = 4e8 + (6e8 * ROWS) / MOST_ROWS

/** Has a process tell at its end how much memory it has had at most, in kilobytes. */
const TELLING = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => console.error('peak ' + process.resourceUsage().maxRSS))",
)}`

/** Loads the program as the processes of the tests do. */
const MODULES = new URL('../../support/run/modules.ts', import.meta.url).href

/** Each row a decision, and a milestone of it. */
function twoOfEach(): object {
  const milestone = {
    ...{ kind: 'milestone', key: { from: ['Ref'] }, department: 'Office' },
    fields: { title: 'Work', decision: { from: 'Ref', as: 'record', kind: 'decision' }, currentDue: 'Due' },
  }
  // Of the trial its mapping is taken; its folder holds the way to make the rows.
  const mapping: { records: object[] } = JSON.parse(JSON.stringify(trial('18')?.mapping ?? works({})))
  return { ...mapping, records: [...mapping.records, milestone] }
}

describe('many rows', () => {
  it('trial 18: are compared as two records each, every row counted, within their share of a gigabyte', async () => {
    const folder = await newFolder('large-')
    const at = (name: string): string => join(folder, name)
    const rows = Array.from({ length: ROWS }, (_, i) => `R-${i},Work number ${i},Roads Office,2027-05-01`)
    await writeFile(at('many.csv'), `Ref,Work,Office,Due\n${rows.join('\n')}\n`)
    await writeFile(at('m.json'), JSON.stringify(twoOfEach()))
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [
        ...['--import', TELLING, '--import', MODULES, 'worker/cli/main.ts', 'import'],
        ...[at('m.json'), at('many.csv'), '--dry-run', '--data', at('data'), '--json'],
      ],
      { maxBuffer: 100_000_000 },
    )
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ read: 2 * ROWS, added: 2 * ROWS, rejected: 0, entries: 0, stopped: false },
      tally: { read: ROWS, recorded: ROWS, unchanged: 0, passed: [], rejected: 0 },
    })
    const peak = 1024 * Number(/^peak (\d+)$/m.exec(stderr)?.[1])
    expect(peak).toBeGreaterThan(0)
    expect(peak).toBeLessThan(MOST)
  })
})
