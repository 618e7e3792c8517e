import { describe, expect, it } from 'vitest'
import { readDelivery } from '../../../worker/intake/list/delivery.ts'
import { responsibilityListMapping } from '../../../worker/intake/profiles.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { rowsOfFile } from '../../../worker/intake/register/tables.ts'
import { columnsIn, withHeader } from '../../../worker/intake/run/columns.ts'
import { fitsOf } from '../../../worker/intake/run/fits.ts'
import { book } from '../../support/intake/book.ts'

const TODAY = '2026-11-24'
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const list = {
  path: '明川市水务局2024年权责清单.xlsx',
  bytes: book({
    清单: [
      ['序号', '事项名称', '权力类型', '实施依据'],
      ['1', '甲许可', '行政许可', '甲办法'],
      ['2', '乙', '怪', ''],
    ],
  }),
}
const projects = {
  path: 'uk_2022.csv',
  bytes: utf8(
    'project_name,department,description_aims,start_date,end_date\nA bridge,Works,,2020-01-01,2027-01-01\n',
  ),
}

describe('which mapping fits', () => {
  it('is the one that reads something, with how much it reads', () => {
    expect(fitsOf([list], TODAY).map(({ name, read, rejected }) => [name, read, rejected])).toEqual([
      ['responsibility-list', 1, 1],
    ])
    expect(fitsOf([projects], TODAY).map(({ name }) => name)).toEqual(['uk-gmpp'])
    expect(fitsOf([{ path: 'a.csv', bytes: utf8('甲,乙\n1,2\n') }], TODAY)).toEqual([])
    expect(fitsOf([{ path: 'a.xlsx', bytes: utf8('no workbook') }], TODAY)).toEqual([])
  })
})

describe('which column feeds what', () => {
  const mapping = responsibilityListMapping()
  const headerOf = (name: string, changed = mapping): string | null | undefined =>
    columnsIn([list], changed)?.uses.find((use) => use.name === name)?.header

  it('is told by the headers of the file', () => {
    expect(columnsIn([list], mapping)?.headers).toEqual(['序号', '事项名称', '权力类型', '实施依据'])
    expect([headerOf('name'), headerOf('legalBases'), headerOf('fees')]).toEqual([
      '事项名称',
      '实施依据',
      null,
    ])
  })

  it('can be another; what took it before goes without', () => {
    const changed = withHeader(mapping, 'remark', '实施依据')
    if (changed.target !== 'responsibility') throw new Error('a list stays a list')
    expect([headerOf('remark', changed), headerOf('legalBases', changed)]).toEqual(['实施依据', null])
    const [row] = readDelivery(list, changed).rows
    expect([row?.fields.remark, row?.fields.legalBases]).toEqual(['甲办法', []])
  })

  it('can be none', () => {
    const changed = withHeader(mapping, 'legalBases', null)
    if (changed.target !== 'responsibility') throw new Error('a list stays a list')
    expect(headerOf('legalBases', changed)).toBeUndefined()
    expect(readDelivery(list, changed).rows[0]?.fields.legalBases).toEqual([])
  })

  it('holds for a register too', () => {
    const register = parseRegister({
      mapping: 1,
      name: 'works',
      title: { zh: '工程', en: 'Works' },
      target: 'register',
      input: { format: 'table', columns: { work: { headers: ['Work'] }, end: { headers: ['End'] } } },
      records: [{ kind: 'decision', key: { from: ['work'] }, department: 'work', fields: { title: 'work' } }],
    })
    const file = { path: 'works.csv', bytes: utf8('Work,End,Finish\nBridge,1,2\n') }
    expect(columnsIn([file], register)).toEqual({
      uses: [
        { name: 'work', header: 'Work' },
        { name: 'end', header: 'End' },
      ],
      headers: ['Work', 'End', 'Finish'],
    })
    const changed = withHeader(register, 'end', 'Finish')
    if (changed.target !== 'register') throw new Error('a register stays a register')
    expect(rowsOfFile(file, changed.input)[0]?.row.end).toBe('2')
    const without = withHeader(register, 'end', null)
    if (without.target !== 'register') throw new Error('a register stays a register')
    expect(rowsOfFile(file, without.input)[0]?.row.end).toBeUndefined()
    expect(
      columnsIn([{ path: 'a.json', bytes: utf8('[]') }], {
        ...register,
        input: { ...register.input, format: 'json' },
      }),
    ).toBeNull()
  })
})
