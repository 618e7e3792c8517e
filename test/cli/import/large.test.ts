/** An import of more rows than a call takes arguments, in a process of its own with a gigabyte of memory. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../../support/folders.ts'
import { trial, works } from '../../support/intake/trial.ts'

/** As of the trial, of which its folder holds the way to make them. */
const ROWS = 130_000

describe('130,000 rows', () => {
  it('trial 18: are compared, each of them told, within a gigabyte', async () => {
    const folder = await newFolder('large-')
    const at = (name: string): string => join(folder, name)
    const rows = Array.from({ length: ROWS }, (_, i) => `R-${i},Work number ${i},Roads Office`)
    await writeFile(at('many.csv'), `Ref,Work,Office\n${rows.join('\n')}\n`)
    await writeFile(at('m.json'), JSON.stringify(trial('18')?.mapping ?? works({})))
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...['--max-old-space-size=1024', '--import', 'tsx', 'worker/cli/main.ts', 'import'],
        ...[at('m.json'), at('many.csv'), '--dry-run', '--data', at('data'), '--json'],
      ],
      { maxBuffer: 100_000_000 },
    )
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ read: ROWS, added: ROWS, rejected: 0, entries: 0, stopped: false },
      tally: { read: ROWS, recorded: ROWS, unchanged: 0, passed: [], rejected: 0 },
    })
  })
})
