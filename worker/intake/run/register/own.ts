/** Records of a delivery that whoever runs the import may enter, and the departments that they are of or name. */
import { whyFormal } from '../../../domain/kinds/formal.ts'
import { kindOfRecord } from '../../../domain/kinds/table.ts'
import { visible } from '../../files/text.ts'
import type { Rejection } from '../../list/rejection.ts'
import type { DeliveredRecord, RegisterDelivery } from '../../register/delivery/delivery.ts'
import type { NameIndex } from '../../register/ids/department-names.ts'
import type { RecordPlan } from '../../register/plan.ts'
import type { RegisterSummary } from './summary.ts'

/** Records of other departments are rejected, each at its place, and those that name one that is not registered. */
export function keepOwn(
  delivery: RegisterDelivery,
  only: string,
  registered: ReadonlySet<string>,
): RegisterDelivery {
  const strangerIn = ({ fields }: DeliveredRecord): string | undefined =>
    supportingOf(fields).find((id) => !registered.has(id))
  const nameOf = (id: string): string => delivery.departments.get(id) ?? id
  const own: DeliveredRecord[] = []
  const rejected = [...delivery.rejected]
  const rejectedRows = new Set(delivery.rejectedRows)
  const refused = [...delivery.refused]
  for (const record of delivery.records) {
    const { where, department } = record
    const stranger = strangerIn(record)
    const place = { ...where, column: null, field: 'department' }
    if (department !== only || stranger !== undefined) {
      rejectedRows.add(record.ordinal)
      refused.push({ kind: record.kind, key: record.key })
    }
    if (department !== only) {
      rejected.push({
        ...place,
        value: nameOf(department),
        reason: { zh: '属于其他部门', en: 'it is of another department' },
        expected: { zh: '只能导入本部门的记录', en: 'expected a record of your own department' },
      })
    } else if (stranger !== undefined) {
      rejected.push({
        ...place,
        value: nameOf(stranger),
        reason: { zh: '其中的部门尚未登记', en: 'it names a department that is not registered' },
        expected: { zh: '应先由登记员登记该部门', en: 'expected a department that the registrar registered' },
      })
    } else own.push(record)
  }
  return { ...delivery, records: own, rejected, rejectedRows, refused }
}

/** The departments of some deliveries by their names; those that are not registered yet are new. */
export function departmentsOf(
  deliveries: readonly RegisterDelivery[],
  known: NameIndex,
): RegisterSummary['departments'] {
  const found = new Map<string, { id: string; name: string; isNew: boolean }>()
  for (const { departments, records } of deliveries) {
    for (const id of namedIn(records)) {
      const name = departments.get(id) ?? id
      if (!found.has(id)) found.set(id, { id, name: visible(name), isNew: known.idOf(name) === null })
    }
  }
  return [...found.values()]
}

/** Departments that records are of, or name. */
export function namedIn(records: readonly DeliveredRecord[]): Set<string> {
  const named = new Set<string>()
  for (const { department, fields } of records) {
    named.add(department)
    for (const one of supportingOf(fields)) named.add(one)
  }
  return named
}

/** Records of which something would be formal are left out, and told among the rejected ones. */
export function withoutFormal(
  plans: readonly RecordPlan[],
  { files, rejectedRows }: RegisterDelivery,
  rejections: Rejection[],
): RecordPlan[] {
  return plans.filter(({ id, title, operations, from }) => {
    const formal = operations.some(
      (one) => 'event' in one && whyFormal(`${kindOfRecord(id)}.${one.event}`) !== null,
    )
    if (formal && from !== null) rejectedRows.add(from.ordinal)
    if (formal)
      rejections.push({
        ...(from?.where ?? { file: files[0] ?? '', sheet: '', row: 0 }),
        column: null,
        field: null,
        value: title,
        reason: { zh: '其中有正式行为，须经审核', en: 'part of it is a formal act, which is approved' },
        expected: {
          zh: '请在该记录上提交，由另一人审核',
          en: 'expected a draft on the record, approved by somebody else',
        },
      })
    return !formal
  })
}

function supportingOf({ supporting, lead }: { [field: string]: unknown }): string[] {
  const many = Array.isArray(supporting) ? supporting : []
  return [...many, lead].filter((one) => typeof one === 'string')
}
