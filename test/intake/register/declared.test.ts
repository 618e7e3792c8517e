import { describe, expect, it } from 'vitest'
import type { GivenFile } from '../../../worker/intake/files/sheet.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import { tallyOfReading } from '../../../worker/intake/register/tally.ts'
import { delivered, TODAY, text, trial, works } from '../../support/intake/trial.ts'

const json = (path: string, value: unknown): GivenFile => text(path, JSON.stringify(value))

function all(mapping: unknown, files: readonly GivenFile[]) {
  return readRegister(files, {
    mapping: parseRegister(mapping),
    ...{ asOf: null, today: TODAY, departmentOf: () => null },
  })
}

/** A mapping of objects in JSON, one milestone each. */
function objects(input: object, fields: object, more: object = {}, rest: object = {}): object {
  return {
    ...{ mapping: 1, title: { zh: '试', en: 'test' }, target: 'register', name: 'objects' },
    input: { format: 'json', files: 'data\\.json$', ...input },
    records: [
      {
        kind: 'milestone',
        key: { from: ['id'] },
        department: 'office',
        fields: { title: 'name', ...fields },
        ...more,
      },
    ],
    ...rest,
  }
}

describe('what a mapping names and a file lacks', () => {
  const full = 'Ref,Work,Office,State\nA,Bridge,Roads,open\n'

  it('stops the delivery, names the column, and what may have been meant', () => {
    const mapping = works({ declaredStatus: 'Stat' })
    const [delivery] = all(mapping, [text('a.csv', full)])
    expect(delivery?.records).toEqual([])
    expect(delivery?.lacking).toBe(true)
    expect(delivery?.rejected).toMatchObject([{ row: 0, column: 'Stat' }])
    expect(delivery?.rejected[0]?.expected.en).toContain('did you mean "State"?')
    expect(delivery?.rejected[0]?.reason.en).toContain('/records/0/fields/declaredStatus')
  })

  it.each([
    ['a condition', {}, { when: [{ from: 'Gone', is: 'x' }] }],
    ['a template', { summary: { template: '{Work} of {Gone}' } }, {}],
    ['one of several', { summary: ['Gone', 'Work'] }, {}],
    ['a part of a list', { amounts: { list: [{ current: { from: 'Gone', as: 'number' } }] } }, {}],
    [
      'days to be added',
      { proposedAt: { from: 'Work', as: 'date', plus: { from: 'Gone', as: 'days' } } },
      {},
    ],
  ])('wherever it is named: %s', (_, fields, more) => {
    expect(all(works(fields, more), [text('a.csv', full)])[0]?.rejected).toMatchObject([{ column: 'Gone' }])
  })

  it('is left alone where it is declared as optional', () => {
    const mapping = { ...works({ declaredStatus: 'Stat' }), input: { format: 'table', optional: ['Stat'] } }
    expect(delivered(mapping, [text('a.csv', full)]).records).toHaveLength(1)
  })

  it('in JSON is a path that no row has; one that is empty everywhere is there', () => {
    const rows = [
      { id: 1, name: 'Bridge', office: 'Roads', end: null },
      { id: 2, name: 'School', office: 'Buildings', note: 'x' },
    ]
    const read = (field: string) => all(objects({}, { description: field }), [json('data.json', rows)])[0]
    expect(read('note')?.rejected).toEqual([])
    expect(read('end')?.rejected).toEqual([])
    expect(read('notes')?.rejected).toMatchObject([{ column: 'notes' }])
    expect(read('end.date')?.rejected).toEqual([])
  })

  it('a sheet without any of the columns beside one that has them is passed over, and counted', () => {
    const mapping = works({})
    const [wrong] = all(mapping, [text('a.csv', 'Code,Meaning\n1,x\n')])
    expect(wrong?.lacking).toBe(true)
  })

  it('a lookup in which no row finds anything, a table without its key, a sheet that is not there', () => {
    const rows = [{ id: 1, name: 'Bridge', owner: 7 }]
    const tables = (key: string) => ({
      tables: { offices: { files: 'offices\\.json$', key } },
      join: [{ as: 'o', table: 'offices', on: 'owner' }],
    })
    const mapping = (key: string) => objects({}, {}, { department: 'o.name' }, tables(key))
    const offices = (id: number) => json('offices.json', [{ id, name: 'Roads Office' }])
    const read = (key: string, id: number) => all(mapping(key), [json('data.json', rows), offices(id)])[0]
    expect(read('id', 7)?.departments.size).toBe(1)
    expect(read('id', 8)?.rejected[0]?.reason.en).toContain('not one value of "owner"')
    expect(read('code', 7)?.rejected[0]?.reason.en).toContain('"code"')
    const sheet = { ...works({}), input: { format: 'table', sheet: '^2026$' } }
    expect(all(sheet, [text('a.csv', full)])[0]?.rejected[0]?.reason.en).toContain('no sheet')
  })

  it('a list or an object where a text is read is told', () => {
    const rows = [{ id: 1, name: 'Bridge', office: 'Roads', units: ['a', 'b'], when: { y: 2025 } }]
    const read = (field: string) => all(objects({}, { description: field }), [json('data.json', rows)])[0]
    expect(read('units')?.rejected[0]?.expected.en).toContain('each and item')
    expect(read('when')?.rejected[0]?.expected.en).toContain('when.name')
  })

  it('finished by anything but a flag is refused with the mapping', () => {
    const mapping = objects({}, {}, { finished: { from: 'state', codes: { done: 'yes' }, otherwise: 'no' } })
    expect(() => parseRegister(mapping)).toThrow(/finished takes yes or no/)
  })

  it('a day of being done after the delivery makes nothing done, and is told', () => {
    const rows = [{ id: 1, name: 'Bridge', office: 'Roads', end: '2031-12-31' }]
    const mapping = objects({}, {}, { done: { from: 'end', as: 'date' } })
    const delivery = delivered(mapping, [json('data.json', rows)])
    expect(delivery.records[0]?.done).toBe(null)
    expect(delivery.notes[0]?.words.en).toContain('2031-12-31')
  })
})

describe('shapes', () => {
  it('an object whose names are the ids', () => {
    const data = {
      works: { 'W-1': { name: 'Bridge', office: 'Roads' }, 'W-2': { name: 'School', office: 'Roads' } },
    }
    const mapping = objects({ each: 'works.*' }, {}, { key: { from: ['@key'] } })
    expect(delivered(mapping, [json('data.json', data)]).records.map(({ key }) => key)).toEqual([
      'W-1',
      'W-2',
    ])
  })

  it('lists within lists, of each all items', () => {
    const data = [
      {
        id: 'r1',
        office: 'Roads',
        parts: [{ steps: { done: [{ id: 1, name: 'a' }] } }, { steps: { done: [{ id: 2, name: 'b' }] } }],
      },
    ]
    const mapping = objects(
      {},
      {},
      { each: 'parts.steps.done', key: { from: ['^.id', 'id'] }, department: '^.office' },
    )
    expect(delivered(mapping, [json('data.json', data)]).records.map(({ key }) => key)).toEqual([
      'r1|1',
      'r1|2',
    ])
  })

  it('several lists of one file, looked up in one another', () => {
    const data = {
      people: [{ id: 'p1', name: 'Post A' }],
      offices: [{ id: 'o1', name: 'Roads Office' }],
      memberships: [{ id: 'm', person: 'p1', office_id: 'o1' }],
    }
    const mapping = objects(
      { each: 'memberships' },
      { title: 'person_.name' },
      { department: 'office_.name' },
      {
        tables: {
          people: { files: 'data', each: 'people', key: 'id' },
          offices: { files: 'data', each: 'offices', key: 'id' },
        },
        join: [
          { as: 'person_', table: 'people', on: 'person' },
          { as: 'office_', table: 'offices', on: 'office_id' },
        ],
      },
    )
    const delivery = delivered(mapping, [json('data.json', data)])
    expect(delivery.records[0]?.fields.title).toBe('Post A')
    expect([...delivery.departments.values()]).toEqual(['Roads Office'])
  })

  it('one document on each line; XML is no table, in words', () => {
    const lines = '{"id":1,"name":"a","office":"x"}\n{"id":2,"name":"b","office":"x"}\n'
    expect(delivered(objects({}, {}), [text('data.json', lines)]).records).toHaveLength(2)
    const [xml] = all(works({}), [text('a.csv', '<?xml version="1.0"?>\n<works><w/></works>')])
    expect(xml?.rejected[0]?.reason.en).toContain('convert it to CSV or XLSX')
  })

  it('rows that are the same in everything are one record, others of one key are not', () => {
    const rows = 'Ref,Work,Office\nA,Bridge,Roads\nA,Bridge,Roads\nA,Bridge 2,Roads\n'
    const delivery = delivered(works({}), [text('a.csv', rows)])
    expect(delivery.records.map(({ key }) => key)).toEqual(['A', 'A#2'])
    expect(tallyOfReading(delivery)).toMatchObject({
      read: 3,
      recorded: 2,
      rejected: 0,
      passed: [{ count: 1 }],
    })
  })
})

describe('the smallest inputs for each fault', () => {
  const given = (number: string, keep = /./) => {
    const found = trial(number)
    return found === null ? null : { ...found, files: found.files.filter(({ path }) => keep.test(path)) }
  }

  it.each(['01', '02'])('trial %s: the edition with renamed columns is not entered', (number) => {
    const found = given(number)
    if (found === null) return
    const deliveries = all(found.mapping, found.files)
    expect(deliveries.map(({ lacking }) => lacking)).toEqual([false, true])
  })

  it('trial 11: a membership of "Post A" in "Roads Office"', () => {
    const found = given('11')
    if (found === null) return
    const as = delivered(found.mapping, found.files)
    expect(as.records[0]?.fields.member).toBe('Post A')
    expect([...as.departments.values()]).toEqual(['Roads Office'])
    const mapping = {
      ...(found.mapping as object),
      tables: {
        people: { files: 'popolo', each: 'persons', key: 'id' },
        organs: { files: 'popolo', each: 'organizations', key: 'id' },
      },
      join: [
        { as: 'person', table: 'people', on: 'person_id' },
        { as: 'organ', table: 'organs', on: 'organization_id' },
      ],
    }
    const text = JSON.stringify(mapping)
      .replace('"department":"organization_id"', '"department":"organ.name"')
      .replace('"member":"person_id"', '"member":"person.name"')
    const delivery = delivered(JSON.parse(text), found.files)
    expect(delivery.records[0]?.fields.member).toBe('Post A')
    expect([...delivery.departments.values()]).toEqual(['Roads Office'])
  })

  it('ids for which the same file has one name are read as names, and that is told', () => {
    const row = (id: number, organ: number, unit: string) => ({ id, name: `Work ${id}`, office: organ, unit })
    const file = json('data.json', {
      offices: [
        { id: 7, name: 'Roads Office' },
        { id: 8, name: 'Water Office' },
      ],
      units: [
        { id: 'u1', name: 'First Unit' },
        { id: 'u2', name: 'Second Unit' },
        { id: 'u2', name: 'Another Unit' },
      ],
      // Number 3 is a work as well: a record is no name of an office.
      works: [row(1, 7, 'u1'), row(2, 8, 'u2'), row(3, 3, 'Third Unit')],
    })
    const [delivery] = all(objects({ each: 'works' }, { responsibleUnit: 'unit', description: 'office' }), [
      file,
    ])
    expect([...(delivery?.departments.values() ?? [])]).toEqual(['Roads Office', 'Water Office', '3'])
    expect(delivery?.records.map(({ fields }) => [fields.responsibleUnit, fields.description])).toEqual([
      ['First Unit', '7'],
      ['u2', '8'],
      ['Third Unit', '3'],
    ])
    expect(delivery?.notes.map(({ words }) => words.en)).toEqual([
      '"office" holds ids, whose names stand in the same file: the names are taken (7 is Roads Office)',
      '"unit" holds ids, whose names stand in the same file: the names are taken (u1 is First Unit)',
    ])
  })

  it('trial 12: numbers are keys; a list and an object are no text', () => {
    const found = given('12')
    if (found === null) return
    const [delivery] = all(found.mapping, found.files)
    expect(delivery?.rejected.map(({ column }) => column).sort()).toEqual(['due_list', 'units', 'when'])
    const mapping = JSON.parse(JSON.stringify(found.mapping))
    const { fields } = mapping.records[0]
    mapping.records[0].fields = { title: fields.title, coUnits: { each: 'units', item: 'value' } }
    const mended = delivered(mapping, found.files)
    expect([...mended.departments.values()]).toEqual(['Roads Office'])
    expect(mended.records[0]?.fields.coUnits).toEqual(['Roads Office', 'Water Office'])
  })

  it('trial 14: milestones two lists down', () => {
    const found = given('14')
    if (found === null) return
    expect(delivered(found.mapping, found.files).records).toHaveLength(2)
  })

  it('trial 16: 2 decisions, 1 row told as a repetition', () => {
    const found = given('16')
    if (found === null) return
    const delivery = delivered(found.mapping, found.files)
    expect(delivery.records).toHaveLength(2)
    expect(tallyOfReading(delivery)).toMatchObject({ read: 3, recorded: 2, passed: [{ count: 1 }] })
  })

  it('trial 17: a mapping by which nothing can be done is refused', () => {
    const found = given('17')
    if (found === null) return
    expect(() => parseRegister(found.mapping)).toThrow(/finished takes yes or no/)
  })
})
