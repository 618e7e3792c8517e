/** The powers of a mapping as records of a delivery, and the ids by which decisions name them. */
import { readShape } from '../../../domain/input/shape.schema.ts'
import { deliveredRecordId } from '../../../domain/kinds/ids.ts'
import { responsibilityFields } from '../../../domain/kinds/responsibility/fields.ts'
import { canonicalCopy } from '../../../ledger/canonical-copy.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import { type DeliveredFields, type DeliveredRecord, objectIn } from '../delivery/delivery.ts'
import type { DepartmentNames } from '../ids/department-names.ts'
import type { RecordMapping, RegisterMapping } from '../mapping.schema.ts'
import type { DeclaredPower } from './power.schema.ts'

/** Place in a delivery of what the mapping declares itself: it is of no row. */
const OF_NO_ROW = -1

const keyOf = (id: string): string => `power:${id}`

/** Id of the record that a declared power becomes; the same in every ledger. */
export function powerId(register: string, id: string): string {
  return deliveredRecordId('responsibility', register, keyOf(id), sha256)
}

/** One record for each power that the mapping declares. */
export function declaredPowers(
  { name, powers }: Pick<RegisterMapping, 'name' | 'powers'>,
  departments: DepartmentNames,
): DeliveredRecord[] {
  return powers.map((power) => {
    const key = keyOf(power.id)
    const source = { mapping: name, file: `${name}.json`, key }
    const fields = fieldsOf(power, source)
    return {
      kind: 'responsibility',
      id: powerId(name, power.id),
      key,
      earlier: null,
      told: null,
      department: departments.meet(power.organ).id,
      occurred: null,
      fields,
      steps: [],
      ...{ ruling: null, report: null, answer: null, rating: null, done: null, finished: null, reason: null },
      rule: ruleOf(power, fields),
      ordinal: OF_NO_ROW,
      where: { file: `${name}.json`, sheet: '', row: 0 },
    }
  })
}

function fieldsOf(
  { id: _, organ: __, basis, ...said }: DeclaredPower,
  source: DeliveredFields,
): DeliveredFields {
  const legalBases = basis.map(({ title, article, level = null, docNumber = null }) => ({
    ...{ level, title, docNumber, article },
    text: [title, docNumber, article].filter((part) => part !== null).join(' '),
  }))
  const given = canonicalCopy(definedOf({ ...said, legalBases, source }))
  return objectIn(canonicalCopy(readShape(responsibilityFields, given)))
}

const definedOf = (given: { [field: string]: unknown }) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as DeliveredFields

/** Rule by which a declared power is compared in every field: what the mapping no longer says is gone. */
function ruleOf({ organ }: DeclaredPower, fields: DeliveredFields): RecordMapping {
  const compared = Object.keys(fields).filter((name) => name !== 'source')
  return {
    kind: 'responsibility',
    when: [],
    key: { from: [], fold: false, tell: [], again: 'other' },
    department: { const: organ },
    fields: Object.fromEntries(compared.map((name) => [name, { const: '' }])),
    past: [],
    loose: [],
  }
}
