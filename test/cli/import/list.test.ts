import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'

describe('an exported list', () => {
  it.each(['decisions', 'milestones', 'evaluations', 'handovers'])('imports unchanged: %s', async (list) => {
    const data = await demoFolder()
    const file = join(await newFolder('list-'), `${list}.csv`)
    expect((await runCli(['export', list, '--data', data, '--out', file])).code).toBe(0)
    const imported = await runCli(['import', 'list', file, '--data', data, '--json'])
    const summary = imported.json() as { read: number }
    expect(summary.read).toBeGreaterThan(0)
    expect(summary).toMatchObject({ unchanged: summary.read, changed: 0, added: 0, rejected: 0, entries: 0 })
  })

  it('records exactly the cells that were changed, and refuses what a list cannot change', async () => {
    const data = await demoFolder()
    const file = join(await newFolder('list-'), 'milestones.csv')
    await runCli(['export', 'milestones', '--data', data, '--out', file])
    const text = await readFile(file, 'utf8')
    const line = text.split('\r\n').find((one) => one.includes('水厂通水')) ?? ''
    const moved = line.replace('水厂通水', '水厂通水试运行').replace('2027-06,2027-06', '2027-06,2027-09')
    await writeFile(file, text.replace(line, moved))
    expect(
      (await runCli(['import', 'list', file, '--data', data, '--dry-run', '--json'])).json(),
    ).toMatchObject({ changed: 1, entries: 0 })
    expect((await runCli(['import', 'list', file, '--data', data, '--json'])).json()).toMatchObject({
      changed: 1,
      entries: 2,
    })
    expect((await runCli(['import', 'list', file, '--data', data, '--json'])).json()).toMatchObject({
      changed: 0,
      entries: 0,
    })
    await writeFile(file, text.replace(line, line.replace('2027-06,2027-06', '2026-01,2027-09')))
    const refused = await runCli(['import', 'list', file, '--data', data, '--json'])
    expect([refused.code, refused.json()]).toEqual([
      1,
      expect.objectContaining({
        stopped: true,
        entries: 0,
        rejections: [expect.objectContaining({ field: 'baselineDue', value: '2026-01' })],
      }),
    ])
    await writeFile(file, 'title\nx\n')
    expect((await runCli(['import', 'list', file, '--data', data])).err).toContain('has no column "id"')
  })
})
