/** Lists of a 12345 hotline as questions: four layouts, all invented, by the built-in mapping, and nobody in any of them. */
import { readFileSync } from 'node:fs'
import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { openLocal } from '../../../worker/cli/import/local.ts'
import type { GivenFile } from '../../../worker/intake/files/sheet.ts'
import { builtinMapping } from '../../../worker/intake/profiles.ts'
import { draftOf } from '../../../worker/intake/register/draft/draft.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import { runRegister } from '../../../worker/intake/run/register.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { newFolder } from '../../support/folders.ts'

const TODAY = '2026-11-29'
const SOMEBODY = ['赵某某', '13800000000', '110101199001010000', '幸福路1号', 'zhao@example.org']

const silent = { at: () => undefined, end: () => undefined }

function mapping() {
  const found = builtinMapping('cn-hotline')
  if (found.target !== 'register') throw new Error('no register')
  return found
}

const csv = (path: string, ...lines: string[]): GivenFile => ({
  path,
  bytes: new TextEncoder().encode(lines.join('\n')),
})

/** A workbook with a sheet. */
function book(path: string, ...rows: string[][]): GivenFile {
  const made = utils.book_new()
  utils.book_append_sheet(made, utils.aoa_to_sheet(rows), '工单')
  return { path, bytes: new Uint8Array(write(made, { type: 'array', bookType: 'xlsx' })) }
}

function read(...files: GivenFile[]) {
  const options = { mapping: mapping(), asOf: '2026-06-30', today: TODAY, departmentOf: () => null }
  const [delivery] = readRegister(files, options)
  if (delivery === undefined) throw new Error('nothing was read')
  return delivery
}

const told = ({ records, departments }: ReturnType<typeof read>) =>
  records.map(({ key, department, occurred, fields, answer, done, finished }) => [
    key,
    departments.get(department),
    occurred,
    fields.type,
    fields.profile,
    done,
    finished === true,
    answer?.outcome,
  ])

const bare = (delivery: ReturnType<typeof read>): string =>
  JSON.stringify([delivery.records.map(({ rule: _, ...one }) => one), delivery.notes, delivery.rejected])

/** A list with the two columns of ratings. */
const rating = (...rows: string[]): GivenFile =>
  csv('评价.csv', '工单编号,来电时间,承办单位,办结时间,是否解决,满意度', ...rows)

/** Layouts, each with what is read of it and with the columns that are said to tell persons. */
const LAYOUTS: [string, GivenFile, unknown[][], string][] = [
  [
    'a table of work orders',
    csv(
      '工单.csv',
      '工单编号,来电人,联系电话,来电时间,诉求类型,诉求内容,承办单位,办结时限,办结时间,办理结果,满意度',
      'GD-1,赵某某,13800000000,2026-03-05 14:30:00,投诉,赵某某反映夜间施工,城管局,2026-03-20,2026-03-12 09:00,已解决,满意',
      'GD-2,赵某某,13800000000,2026-03-06 08:00:00,求助,幸福路1号停水,水务局,2026-03-10,,,',
      'GD-3,赵某某,13800000000,2026-03-07 08:00:00,举报,赵某某举报,水务局,2026-03-10,,,',
    ),
    [
      ['GD-1', '城管局', '2026-03-05', 'complaint', 'hotline.complaint', '2026-03-12', false, 'solved'],
      ['GD-2', '水务局', '2026-03-06', 'help', 'hotline.help', null, false, 'not_stated'],
    ],
    '来电人、联系电话',
  ],
  [
    'a workbook with Chinese dates and states, and no outcome',
    book(
      '热线.xlsx',
      [
        '受理编号',
        '诉求人姓名',
        '身份证号',
        '受理时间',
        '诉求类别',
        '问题描述',
        '主办单位',
        '办理状态',
        '办结日期',
      ],
      [
        'A1',
        '赵某某',
        '110101199001010000',
        '2026年3月5日',
        '建议类',
        '建议增设路灯',
        '住建局',
        '已办结',
        '2026年4月1日',
      ],
      ['A2', '赵某某', '110101199001010000', '2026年3月6日', '咨询类', '如何办证', '住建局', '办理中', ''],
      ['A3', '赵某某', '110101199001010000', '2026年3月7日', '其他', '其他', '住建局', '已办结', ''],
    ),
    [
      ['A1', '住建局', '2026-03-05', 'suggest', 'hotline.suggest', '2026-04-01', true, 'not_stated'],
      ['A2', '住建局', '2026-03-06', 'consult', 'hotline.consult', null, false, 'not_stated'],
      ['A3', '住建局', '2026-03-07', 'not_stated', 'hotline.other', null, true, 'not_stated'],
    ],
    '诉求人姓名、身份证号',
  ],
  [
    'a table of a street office with other words and semicolons',
    csv(
      '街道.csv',
      '诉求单号;反映人;家庭地址;登记日期;处置部门;是否解决;回复日期',
      '2026-0001;赵某某;幸福路1号;2026/03/05;街道办;未解决;2026/03/09',
      '2026-0002;赵某某;幸福路1号;2026/03/05;街道办;经与赵某某沟通，已同意;2026/03/09',
    ),
    [
      ['2026-0001', '街道办', '2026-03-05', 'not_stated', 'hotline.other', '2026-03-09', false, 'not_stated'],
      ['2026-0002', '街道办', '2026-03-05', 'not_stated', 'hotline.other', '2026-03-09', false, 'not_stated'],
    ],
    '反映人、家庭地址',
  ],
  [
    'a city that no header was written for',
    csv(
      '某市.csv',
      '热线流水号,反映时间,致电者,Email,责任部门,处理结果,完成时间',
      'Z9,2026.03.05,赵某某,zhao@example.org,交通局,非本单位职责,2026.03.06',
    ),
    [['Z9', '交通局', '2026-03-05', 'not_stated', 'hotline.other', '2026-03-06', false, 'not_ours']],
    '致电者、Email',
  ],
]

describe('a list of a hotline', () => {
  it.each(LAYOUTS)('is read, and nobody with it: %s', (_, file, rows, persons) => {
    const delivery = read(file)
    expect(delivery.rejected).toEqual([])
    expect(told(delivery)).toEqual(rows)
    for (const one of SOMEBODY) expect(bare(delivery)).not.toContain(one)
    expect(delivery.notes.map(({ words }) => words.zh)).toContainEqual(
      `这些列会说出某个人，跳过，没有读：${persons}`,
    )
  })

  it.each(LAYOUTS)('is drafted as questions, and nothing is guessed: %s', (_, file, rows) => {
    const { mapping: drafted } = draftOf([file], { name: 'city-line', kind: null, today: TODAY })
    const options = { asOf: '2026-06-30', today: TODAY, departmentOf: () => null }
    const [delivery] = readRegister([file], { mapping: parseRegister(drafted), ...options })
    expect(delivery === undefined ? null : told(delivery)).toEqual(rows)
  })

  it('says what else it takes nothing of, and which rows are no questions', () => {
    const [, file] = LAYOUTS[0] ?? []
    if (file === undefined) throw new Error('no layout')
    const { notes, passed, rows, records } = read(file)
    expect(notes.map(({ words }) => words.zh)).toContain('这些列映射没有用到，没有录入：诉求内容、办结时限')
    expect([rows, records.length, passed.map(({ reason }) => reason.en)]).toEqual([
      3,
      2,
      ['by "when": "type" is 举报|检举|表扬|感谢'],
    ])
  })

  it('stops without a column that it needs, and rejects what two organs share', () => {
    expect(read(csv('a.csv', '工单编号,来电时间', 'G,2026-03-05'))).toMatchObject({
      records: [],
      rejected: [{ column: 'office' }],
    })
    const { rejected } = read(csv('a.csv', '工单编号,来电时间,承办单位', 'G,2026-03-05,水务局、城管局'))
    expect(rejected).toMatchObject([{ field: 'department' }])
  })

  it.each([
    ['a column', { area: '身份证号' }, {}],
    ['a header', {}, { area: { headers: ['来电人地址'], optional: true } }],
  ])('can be read by no mapping that names a person: %s', (_, more, columns) => {
    const whole = JSON.parse(readFileSync('worker/intake/profiles/cn-hotline.json', 'utf8'))
    const [record] = whole.records
    const records = [{ ...record, fields: { ...record.fields, ...more } }]
    const input = { ...whole.input, columns: { ...whole.input.columns, ...columns } }
    expect(() => parseRegister({ ...whole, input, records })).toThrow('tells who somebody is')
  })

  it('keeps persons out where a pattern of headers catches them', () => {
    const whole = JSON.parse(readFileSync('worker/intake/profiles/cn-hotline.json', 'utf8'))
    const [record] = whole.records
    const wide = parseRegister({
      ...whole,
      input: { ...whole.input, columns: { ...whole.input.columns, any: { headers: ['/^来电.$/'] } } },
      records: [{ ...record, fields: { ...record.fields, area: 'any' } }],
    })
    const file = csv('a.csv', '工单编号,来电时间,承办单位,来电人', 'G,2026-03-05,水务局,赵某某')
    const options = { mapping: wide, asOf: '2026-06-30', today: TODAY, departmentOf: () => null }
    expect(JSON.stringify(readRegister([file], options))).not.toContain('赵某某')
  })

  it.each<[string, string, string, string]>([
    ['已解决', '满意', 'yes', 'satisfied'],
    ['部分解决', '基本满意', 'partly', 'mostly'],
    ['否', '非常不满意', 'no', 'dissatisfied'],
    ['', '不满意', 'not_stated', 'dissatisfied'],
    ['未回访', '未评价', 'not_stated', 'not_stated'],
    ['赵某某说已解决', '赵某某满意', 'not_stated', 'not_stated'],
  ])('states a rating in the words of the list, and infers none: %s, %s', (solved, satisfied, ...codes) => {
    const [record] = read(rating(`G-1,2026-03-05,城管局,2026-03-12,${solved},${satisfied}`)).records
    expect(Object.values(record?.rating ?? {})).toEqual(codes)
    expect(record?.answer?.outcome).toBe('not_stated')
  })

  it('has its ratings told as stated by it, counted apart, and what it says otherwise later noted', async () => {
    const folder = await newFolder()
    const machine = await openMachine({ dataDir: folder })
    const target = openLocal(folder, machine)
    const said = ['是,满意', '是,满意', '否,不满意', ',基本满意', '是,', ',']
    const rows = (all: readonly string[]) =>
      rating(...all.map((one, i) => `G-${i},2026-03-05,城管局,2026-03-12,${one}`))
    const run = (asOf: string, all: readonly string[]) =>
      runRegister(
        target,
        [rows(all)],
        { mapping: mapping(), asOf, today: TODAY, partial: false, dryRun: false, skipRejected: false },
        silent,
      )
    try {
      const first = await run('2026-06-30', said)
      expect(first.deliveries[0]?.events).toMatchObject({ answered: 6, rating_stated: 5 })
      const period = { from: '2026-01-01', to: '2026-12-31', asOf: TODAY }
      const figures = async () => (await machine.services.response.rollUp('department', period))[0]?.own
      expect(await figures()).toMatchObject({
        rated: { of: null },
        listed: {
          received: 6,
          rated: { hits: 5, of: 6 },
          solved: { hits: null, few: true },
          satisfied: { hits: null, few: true },
        },
      })
      const later = await run('2026-07-31', ['否,满意', ...said.slice(1, 5), '是,满意'])
      expect(later.deliveries[0]?.events).toEqual({ source_changed: 1, rating_stated: 1 })
      const states = (await target.register('cn-hotline')).map(({ state }) => state)
      expect(states).toMatchObject([
        {
          rating: null,
          stated: { statedSolved: 'yes', occurred: '2026-06-30' },
          sourceChanges: [{ field: 'stated/statedSolved', from: 'yes', to: 'no' }],
        },
        ...[{}, {}, {}, {}],
        { rating: null, stated: { statedSatisfied: 'satisfied', occurred: '2026-07-31' } },
      ])
      expect((await figures())?.listed.solved).toMatchObject({ hits: 4, of: 5 })
    } finally {
      await target.close()
    }
  })

  it.each([
    ['nothing', { statedSolved: 'not_stated' }],
    ['stars', { statedSatisfied: 5 }],
  ])('states no rating of %s', async (_, body) => {
    const folder = await newFolder()
    const target = openLocal(folder, await openMachine({ dataDir: folder }))
    try {
      const department = await target.listDepartment('d1', 'City', '2026-01-01', 'k1')
      const source = { mapping: 'cn-hotline' }
      const fields = { type: 'help', profile: 'hotline.help', channel: 'import', source }
      const id = 'que-0123456789'
      const opened = { id, department, fields }
      await expect(
        target.record([opened, { id, event: 'rating_stated', body }], '2026-06-30', 'k2'),
      ).rejects.toMatchObject({ code: 'invalid' })
    } finally {
      await target.close()
    }
  })

  it('is entered once, and a kind that nobody stated is only for lists', async () => {
    const folder = await newFolder()
    const machine = await openMachine({ dataDir: folder })
    const target = openLocal(folder, machine)
    const [, file] = LAYOUTS[1] ?? []
    if (file === undefined) throw new Error('no layout')
    const options = {
      ...{ mapping: mapping(), asOf: '2026-06-30', today: TODAY },
      ...{ partial: false, dryRun: false, skipRejected: false },
    }
    try {
      expect((await runRegister(target, [file], options, silent)).added).toBe(3)
      expect(await runRegister(target, [file], options, silent)).toMatchObject({ unchanged: 3, entries: 0 })
      const states = (await target.register('cn-hotline')).map(({ state }) => state)
      expect(states.map((state) => 'type' in state && state.type)).toContain('not_stated')
      for (const one of SOMEBODY) expect(JSON.stringify(states)).not.toContain(one)
      const asking = { type: 'not_stated', title: '问', text: '问' }
      await expect(machine.services.questions.receiving.receive(asking)).rejects.toMatchObject({
        field: 'type',
      })
    } finally {
      await target.close()
    }
  })
})
