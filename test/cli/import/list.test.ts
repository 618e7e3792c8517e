import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayAfter } from '../../../worker/domain/record/date.ts'
import { readSheets } from '../../../worker/intake/files/read.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { SECOND } from '../../support/ledger/ledger.ts'

describe('an exported list', () => {
  it.each(
    ['decisions', 'milestones', 'evaluations', 'handovers'].flatMap((list) => [
      [list, 'csv'],
      [list, 'xlsx'],
    ]),
  )('imports unchanged: %s as %s', async (list = '', format = '') => {
    const data = await demoFolder()
    const file = join(await newFolder('list-'), `${list}.${format}`)
    expect((await runCli(['export', list, '--format', format, '--data', data, '--out', file])).code).toBe(0)
    const imported = await runCli(['import', 'list', file, '--data', data, '--json'])
    const summary = imported.json() as { read: number }
    expect(summary.read).toBeGreaterThan(0)
    expect(summary).toMatchObject({ unchanged: summary.read, changed: 0, added: 0, rejected: 0, entries: 0 })
    expect(summary).toMatchObject({ notes: [] })
  })

  it.each([
    ['decisions', 'title'],
    ['decisions', 'department'],
    ['evaluations', 'title'],
  ])('names the row and the column that take a second person: %s, %s', async (list = '', column = '') => {
    const data = await demoFolder()
    const file = join(await newFolder('list-'), `${list}.csv`)
    await runCli(['export', list, '--data', data, '--out', file])
    const [sheet] = readSheets({ path: file, bytes: await readFile(file) })
    const [header = [], ...rows] = sheet?.cells ?? []
    const at = header.indexOf(column)
    const other = column === 'department' ? 'org-other' : '别的'
    const edited = rows.map((row, i) => (i === 0 ? row.with(at, other) : row))
    const line = (row: readonly string[]): string =>
      row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')
    await writeFile(file, [header, ...edited].map(line).join('\r\n'))
    const refused = await runCli(['import', 'list', file, '--data', data, '--json'])
    const summary = refused.json() as { read: number }
    expect(summary).toMatchObject({
      ...{ entries: 0, rejected: 1, unchanged: summary.read - 1 },
      rejections: [{ file: `${list}.csv`, row: 2, field: column, value: other }],
    })
  })

  it('is a delivery of its own, apart from another one of the same day', async () => {
    const data = await demoFolder()
    const folder = await newFolder('list-')
    const file = join(folder, 'milestones.csv')
    await runCli(['export', 'milestones', '--data', data, '--out', file])
    const [header = '', ...rows] = (await readFile(file, 'utf8')).split('\n')
    const names = header.replace('\ufeff', '').trim().split(',')
    const [id, title, department] = ['id', 'title', 'department'].map((name) => names.indexOf(name))
    const cells = (rows[0] ?? '').split(',')
    const deliveries: string[] = []
    for (const name of ['甲', '乙']) {
      const row = names.map((_, at) =>
        at === title ? `新节点${name}` : at === department ? cells[department ?? 0] : '',
      )
      expect(row[id ?? 0]).toBe('')
      const path = join(folder, `${name}.csv`)
      // A row that is there already says of which kind the list is.
      await writeFile(path, `${header}\n${rows[0]}\n${row.join(',')}\n`)
      const args = ['import', 'list', path, '--data', data, '--as-of', '2026-11-20']
      const summary = (await runCli([...args, '--json'])).json() as { delivery: string; added: number }
      expect(summary).toMatchObject({ added: 1, rejected: 0 })
      deliveries.push(summary.delivery)
    }
    expect(new Set(deliveries).size).toBe(2)
    for (const delivery of deliveries) {
      expect(delivery).toMatch(/^list-[0-9a-f]{8}@2026-11-20$/)
      const back = await runCli(['import', '--withdraw', delivery, '--data', data, '--dry-run', '--json'])
      expect(back.json()).toMatchObject({ records: 1, annulled: 1 })
    }
  })

  it('imports unchanged as spreadsheets write it, and withheld or erased as it is', async () => {
    const data = await demoFolder()
    const folder = await newFolder('list-')
    const { services, close } = await openMachine({ dataDir: data })
    const { acts, erasures, reading } = services
    const call = { actor: LOCAL_OPERATOR, approver: SECOND }
    const { items } = await reading.records({ kind: 'milestone', limit: 1 })
    const { department } = items[0] ?? {}
    const why = {
      visibility: 'sealed',
      ground: 'process_info',
      review: dayAfter(new Date().toISOString().slice(0, 10), 30),
    } as const
    await acts.open({ ...call, ...why }, 'milestone', department ?? null, { title: '不公开的节点' })
    const opened = await acts.open(call, 'milestone', department ?? null, {
      title: '将删除的节点',
      remark: '440106000000000123',
      currentDue: '2027-06-30',
      responsibleUnit: '007',
    })
    const id = opened.records[0]?.id ?? ''
    const gone = await acts.open(call, 'milestone', department ?? null, {
      title: '已删除',
      currentDue: '2027-07',
    })
    const { firstIndex = 0 } = (await reading.record(gone.records[0]?.id ?? '')) ?? {}
    await erasures.erase(call, firstIndex, { ground: 'court_order', authority: '法院', reason: '个人信息' })
    await close()
    for (const format of ['csv', 'xlsx']) {
      const file = join(folder, `milestones.${format}`)
      await runCli(['export', 'milestones', '--format', format, '--data', data, '--out', file])
      const summary = (await runCli(['import', 'list', file, '--data', data, '--json'])).json() as {
        read: number
      }
      expect(summary).toMatchObject({ unchanged: summary.read, rejected: 0, entries: 0, notes: [] })
    }
    const csv = join(folder, 'milestones.csv')
    const text = await readFile(csv, 'utf8')
    const line = text.split('\r\n').find((one) => one.startsWith(id)) ?? ''
    const saved = line
      .replace('440106000000000123', '4.40106E+17')
      .replaceAll('2027-06-30', '6/30/2027')
      .replace('007', '7')
    expect(saved).not.toBe(line)
    await writeFile(csv, text.replace(line, saved))
    const home = (await runCli(['import', 'list', csv, '--data', data, '--json'])).json() as {
      read: number
      notes: { words: { en: string } }[]
    }
    expect(home).toMatchObject({ unchanged: home.read, rejected: 0, entries: 0 })
    expect(home.notes.map(({ words }) => words.en).join('; ')).toContain(
      'a spreadsheet wrote 440106000000000123 as 4.40106E+17',
    )
    await writeFile(csv, text.replace(line, line.replace('440106000000000123', '8.80106E+17')))
    const refused = await runCli(['import', 'list', csv, '--data', data, '--json'])
    expect([refused.code, refused.json()]).toEqual([
      1,
      expect.objectContaining({
        entries: 0,
        rejections: [expect.objectContaining({ field: 'remark', value: '8.80106E+17' })],
      }),
    ])
  })

  it('records exactly the cells that were changed, and refuses what a list cannot change', async () => {
    const data = await demoFolder()
    const file = join(await newFolder('list-'), 'milestones.csv')
    await runCli(['export', 'milestones', '--data', data, '--out', file])
    const text = await readFile(file, 'utf8')
    const line = text.split('\r\n').find((one) => one.includes('水厂通水')) ?? ''
    const renamed = line.replace('市水务局 供水科', '市水务局 供水二科')
    const moved = renamed.replace('2027-06,2027-06', '2027-06,2027-09')
    await writeFile(file, text.replace(line, moved))
    // A new date takes a second person, who is not on the machine.
    const alone = await runCli(['import', 'list', file, '--data', data, '--json'])
    const at = text.split('\r\n').indexOf(line) + 1
    expect(alone.json()).toMatchObject({
      ...{ entries: 0, rejected: 1 },
      rejections: [{ file: 'milestones.csv', row: at, field: 'currentDue', value: '2027-09' }],
    })
    await writeFile(file, text.replace(line, renamed))
    expect(
      (await runCli(['import', 'list', file, '--data', data, '--dry-run', '--json'])).json(),
    ).toMatchObject({ changed: 1, entries: 0 })
    expect((await runCli(['import', 'list', file, '--data', data, '--json'])).json()).toMatchObject({
      changed: 1,
      entries: 1,
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
