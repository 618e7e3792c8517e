import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtIn } from '../../worker/domain/clock/clocks.ts'
import { runCli } from '../support/cli.ts'
import { newFolder } from '../support/folders.ts'

const clock = (...args: string[]) => runCli(['clock', ...args])

describe('mingzhang clock', () => {
  it('computes a last day and prints every day that led to it', async () => {
    const args = ['ogi', '2026-02-10', '--pauses', '2026-02-12/2026-03-04', '--as-of', '2026-03-27']
    const { code, out } = await clock(...args)
    expect(code).toBe(0)
    expect(out).toContain('最迟 2026-03-30')
    expect(out).toContain('还剩 1 个工作日')
    expect(out.match(/^2026-\d\d-\d\d /gm)?.length).toBeGreaterThan(45)
    const { lines, ...found } = (await clock(...args, '--json')).json() as { due: string; lines: object[] }
    expect([found.due, lines.length > 45]).toEqual(['2026-03-30', true])
  })

  it('lists all limits when none is named', async () => {
    const { out } = await clock()
    for (const { id } of builtIn.all) expect(out).toContain(id)
  })

  it('goes by the calendar and the limits beside a ledger', async () => {
    const folder = await newFolder()
    const words = { zh: '热线', en: 'Hotline' }
    const profile = { id: 'hotline', names: words, starts: words, basis: words, limit: 2, unit: 'working' }
    await writeFile(join(folder, 'clocks.json'), JSON.stringify({ profiles: [profile] }))
    const bare = { name: 'Everyday', from: '2026-01-01', to: '2026-12-31', weekend: [] }
    await writeFile(join(folder, 'calendar.json'), JSON.stringify(bare))
    const { out } = await clock('hotline', '2026-02-13', '--data', folder)
    expect(out).toContain('最迟 2026-02-15')
  })

  it.each([
    [['ogi'], 'Name the day'],
    [['ogi', '2026-02-30'], '2026-03-05'],
    [['quux', '2026-02-10'], 'no clock quux'],
    [['xf.notice', '2026-02-10', '--extension', '3'], 'cannot be extended'],
  ])('%j is refused, with what would be right', async (args, said) => {
    const { code, err } = await clock(...args)
    expect(code).not.toBe(0)
    expect(err).toContain(said)
  })
})
