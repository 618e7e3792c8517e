/** Lists as they are published: opened and saved, whatever stands in them, they say nothing new; and what was edited does. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { csvLine } from '../../../worker/domain/text/csv.ts'
import { readSheets } from '../../../worker/intake/files/read.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { SECOND } from '../../support/ledger/ledger.ts'

const WATER = 'dep-mc-water'
/** What lists elsewhere hold, and lists of this country do not. */
const MANDATE = {
  name: 'Deliver /  high-speed internet',
  type: 'other',
  typeAsPrinted: 'Mandate letter commitment',
  level: null,
  levelAsPrinted: 'federal',
  itemCode: '00440106202600012345',
  legalBases: [],
  undertakingUnits: ['A, B & C', '/'],
  description: '无',
  phone: '010',
  inForceFrom: '2021-12',
  inForceTo: '2027-06-30',
  conditions: ['1.', '=SUM(A1)', '1、二'],
  statutoryTimeLimit: { days: 30, unit: 'day', text: null },
} as const

let data = ''
let mandate = ''
let folder = ''

interface Told {
  read: number
  tally?: { passed: object[] }
}

async function exported(list: string, format: string, ...more: string[]): Promise<string> {
  const file = join(folder, `${list}.${format}`)
  const { code } = await runCli(['export', list, '--format', format, '--data', data, '--out', file, ...more])
  expect(code).toBe(0)
  return file
}

const home = async (profile: string, file: string): Promise<unknown> =>
  (await runCli(['import', profile, file, '--data', data, '--dry-run', '--json'])).json()

/** The published list of powers with some cells of one row written anew. */
async function edited(change: (header: string, cell: string) => string): Promise<string> {
  const file = await exported('responsibilities', 'csv')
  const [sheet] = readSheets({ path: file, bytes: await readFile(file) })
  const [header = [], ...rows] = sheet?.cells ?? []
  const lines = rows.map((row) =>
    row[0] === mandate ? row.map((cell, at) => change(header[at] ?? '', cell)) : row,
  )
  await writeFile(file, [header, ...lines].map((line) => csvLine(line)).join(''))
  return file
}

beforeAll(async () => {
  data = await demoFolder()
  folder = await newFolder('published-')
  const { services, close } = await openMachine({ dataDir: data })
  const call = { actor: LOCAL_OPERATOR, approver: SECOND }
  const open = async (fields: object): Promise<string> =>
    (await services.acts.open(call, 'responsibility', WATER, fields)).records[0]?.id ?? ''
  mandate = await open(MANDATE)
  const ended = await open({ name: '将取消', type: 'other', typeAsPrinted: 'Old' })
  await services.acts.act(call, 'responsibility', 'abolished', ended, { trigger: 'reform', reason: null })
  const mistaken = await open({ name: '误录', type: 'licence', typeAsPrinted: 'Wrong' })
  await services.acts.act(call, 'responsibility', 'annulled', mistaken, { reason: 'mistake' })
  await close()
})

describe('a published list', () => {
  const tables = ['departments', 'responsibilities'].flatMap((list) => [
    [list, '--names', 'list', '--lang', 'zh'],
    [list, '--names', 'list', '--lang', 'en'],
    [list, '--names', 'fields'],
  ])

  it.each(tables.flatMap((table) => ['csv', 'xlsx'].map((format) => [table.join(' '), format])))(
    'comes home with nothing changed: %s, %s',
    async (table = '', format = '') => {
      const [list = '', ...more] = table.split(' ')
      const file = await exported(list, format, ...more)
      const [sheet] = readSheets({ path: file, bytes: await readFile(file) })
      const told = (await home('list', file)) as Told
      expect(told.read).toBe((sheet?.cells.length ?? 0) - 1)
      expect(told).toMatchObject({ unchanged: told.read, added: 0, changed: 0, rejected: 0, notes: [] })
      expect(told.tally?.passed ?? []).toEqual([])
    },
  )

  it('as a spreadsheet saves it: codes as numbers, days as the country writes them', async () => {
    const saved = await edited((_, cell) =>
      cell === MANDATE.itemCode
        ? '4.40106E+17'
        : cell === MANDATE.inForceTo
          ? '6/30/2027'
          : cell === MANDATE.phone
            ? '10'
            : cell,
    )
    const told = (await home('responsibility-list', saved)) as Told
    expect(told).toMatchObject({ unchanged: told.read, changed: 0, rejected: 0 })
    expect(told).toMatchObject({ notes: [{}, {}, {}] })
  })

  it('says what was edited, in the cell that was edited, and nothing else', async () => {
    const file = await edited((header, cell) => (header === '办理地点' ? '窗口' : cell))
    const told = await home('list', file)
    expect(told).toMatchObject({
      changed: 1,
      added: 0,
      rejected: 0,
      changes: [{ id: mandate, fields: ['place'] }],
    })
  })

  it.each([
    ['权力类型', 'Something else', 'type'],
    ['事项编码', '8.80106E+17', 'itemCode'],
    ['部门', '市财政局', 'department'],
  ])('is refused at %s = %s', async (column, text, field) => {
    const file = await edited((header, cell) => (header === column ? text : cell))
    const told = await home('list', file)
    expect(told).toMatchObject({ changed: 0, added: 0, rejected: 1, rejections: [{ field, value: text }] })
  })
})
