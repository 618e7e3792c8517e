import { describe, expect, it } from 'vitest'
import { parseShape } from '../../../../worker/domain/input/shape.schema.ts'
import { kinds } from '../../../../worker/domain/kinds/kinds.ts'
import { flaggedKinds, kindOf, recordKinds } from '../../../../worker/domain/kinds/table.ts'

const flag = { title: '逾期', finding: '逾期 30 日' }
const idOf = (kind: (typeof recordKinds)[number]): string =>
  ({
    department: 'dep-water',
    rulebook: 'rul-book',
    digest: 'dig-access-2026-03-01',
    erasure: 'era-3',
    unsealing: 'uns-3',
  })[kind as string] ?? `${kindOf(kind).prefix}0123456789`

describe('the subject of a flag', () => {
  it.each(recordKinds)('%s: as the table of kinds says', (kind) => {
    const parse = () => parseShape(kinds.flag.fields, { ...flag, severity: 'low', subject: idOf(kind) })
    if (flaggedKinds.includes(kind)) expect(parse()).toMatchObject({ subject: idOf(kind) })
    else expect(parse).toThrowError(expect.objectContaining({ code: 'invalid' }))
  })

  it('is any record on which acts are logged, but for accounts and flags', () => {
    expect(flaggedKinds).toContain('decision')
    expect(flaggedKinds).not.toContain('account')
    expect(flaggedKinds).not.toContain('flag')
    expect(flaggedKinds).not.toContain('rulebook')
  })
})
