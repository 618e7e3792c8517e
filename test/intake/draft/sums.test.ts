/** Sums below a table, wherever the word for them stands: never a record under the name of what stands above. */
import { describe, expect, it } from 'vitest'
import { draftMapping } from '../../../worker/intake/register/draft/draft.ts'
import { delivered, text, works } from '../../support/intake/trial.ts'

const TABLE =
  'Ref;Project;Department;Due date;Budget (EUR)\n1.1;Bridge;Roads;30.09.2026;1250\n1.2;School;Schools;31.03.2027;310\n2.1;Park;Parks;15.01.2027;75\n'

describe.each(['Total', 'Итого', '合计', 'Summe', 'Összesen', 'कुल'])('a row of %s', (word) => {
  it.each([
    ['the column of the numbers', `${word};;;;1635`],
    ['the column of the departments', `;;${word};;1635`],
    ['the column of the titles', `;${word};;;1635`],
  ])('in %s is passed over, and told', (_, sum) => {
    const file = text('works.csv', `${TABLE}${sum}\n`)
    const { mapping, remarks } = draftMapping([file], { name: 'works', kind: null, today: '2026-11-24' })
    const { records, passed, rejected } = delivered(mapping, [file])
    expect(records.map(({ fields }) => fields.title)).toEqual([
      'Bridge',
      'Bridge',
      'School',
      'School',
      'Park',
      'Park',
    ])
    expect([passed.length, rejected.length]).toEqual([1, 0])
    expect(remarks.map(({ en }) => en).join()).toContain('1 row is a sum')
    expect(mapping.records.map(({ key }) => key)).toEqual([{ from: ['Ref'] }, { from: ['Ref'] }])
    expect(mapping.input).not.toHaveProperty('fill')
  })
})

it('a work whose number alone looks like a sum is a record', () => {
  const file = text('works.csv', `${TABLE}Total;Total renewal of the port;Ports;15.01.2028;99\n`)
  const { mapping } = draftMapping([file], { name: 'works', kind: null, today: '2026-11-24' })
  expect(JSON.stringify(mapping)).not.toContain('Gesamt')
  expect(delivered(works({}), [text('w.csv', 'Ref,Work,Office\nTotal,Port,Ports')]).records).toHaveLength(1)
})

it.each([
  ['sums of each department', ';Subtotal Roads;;;1250\n;Subtotal Schools;;;310\n;Total;;;1635\n'],
  ['notes at the end', ';Figures are provisional.;;;\n;Source: works office;;;\n'],
])('%s keep no draft from the numbers that name the records', (_, below) => {
  const file = text('works.csv', `${TABLE}${below}`)
  const { mapping } = draftMapping([file], { name: 'works', kind: null, today: '2026-11-24' })
  expect(mapping.records.map(({ key }) => key.from)).toEqual([['Ref'], ['Ref']])
  expect(delivered(mapping, [file]).records).toHaveLength(6)
})
