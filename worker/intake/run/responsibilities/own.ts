/** Rows of a list that whoever runs the import may enter: of the own department, and where asked, new ones alone. */
import { addAll } from '../../../domain/record/list/long.ts'
import type { DeliveredRow, Delivery } from '../../list/delivery.ts'
import type { Rejection } from '../../list/rejection.ts'
import { isHeld } from '../departments.ts'
import type { KnownDepartment } from '../target.ts'
import type { ImportOptions, Part } from './model.ts'

/** Finds the department that a name or id means, among those that stand; a former name counts too. */
export function findDepartment(
  known: readonly KnownDepartment[],
  wanted: string,
): KnownDepartment | undefined {
  return (
    known.find((one) => isHeld(one) && one.id === wanted) ??
    known.find(({ name, inForce }) => inForce && name === wanted) ??
    known.find(({ formerNames, inForce }) => inForce && formerNames.includes(wanted))
  )
}

/** Rows of other departments are rejected, each at its place; a row that names none is taken for the own one. */
export function ownOf(
  delivery: Delivery,
  known: readonly KnownDepartment[],
  { only, department }: ImportOptions,
): Delivery {
  if (only === undefined) return { ...delivery, rejected: [...delivery.rejected] }
  const own = known.find(({ id }) => id === only)
  const names = own === undefined ? [] : [own.name, ...own.formerNames]
  const isOwn = (row: DeliveredRow): boolean => {
    const wanted = department ?? row.department
    if (wanted === null) return true
    const found = findDepartment(known, wanted)
    // A department prints its name without that of the place.
    return found === undefined ? names.some((name) => name.endsWith(wanted)) : found.id === only
  }
  const rows = delivery.rows.filter(isOwn).map((row) => ({ ...row, department: only }))
  const foreign = delivery.rows.filter((row) => !isOwn(row)).map(foreignRow)
  return { ...delivery, rows, rejected: [...delivery.rejected, ...foreign] }
}

/**
 * Rows that name a record by its id are of the department that has it. One that names another department is rejected: a
 * transfer is an act of its own, and no cell of a list.
 */
export function settled(
  delivery: Delivery,
  known: readonly KnownDepartment[],
  { department }: Pick<ImportOptions, 'department'>,
): Delivery {
  const rejected = [...delivery.rejected]
  const rows = delivery.rows.flatMap((row): DeliveredRow[] => {
    if (row.holder === undefined) return [row]
    const wanted = department ?? row.department
    const holder = known.find(({ id }) => id === row.holder)
    const names = holder === undefined ? [] : [holder.id, holder.name, ...holder.formerNames]
    const isSame =
      wanted === null || names.includes(wanted) || findDepartment(known, wanted)?.id === row.holder
    if (isSame) return [{ ...row, department: row.holder }]
    rejected.push(transferringRow(row, wanted))
    return []
  })
  return { ...delivery, rows, rejected }
}

/** Part that adds alone: records that stand are left alone, and rows that would change them are rejected. */
export function onlyAdded({ plan, ...part }: Part, rejected: Rejection[]): Part {
  addAll(
    rejected,
    plan.changed.map(({ row }) => changingRow(row)),
  )
  return { ...part, plan: { ...plan, changed: [], missing: [] } }
}

function changingRow({ where, fields }: DeliveredRow): Rejection {
  return {
    ...where,
    column: null,
    field: null,
    value: fields.name,
    reason: {
      zh: '与已公布的事项不同，变动须经审核',
      en: 'it differs from what is published, and changes are approved',
    },
    expected: {
      zh: '请在该事项上提交调整，由另一人审核',
      en: 'expected an amendment of the item, approved by somebody else',
    },
  }
}

function transferringRow({ where }: DeliveredRow, wanted: string): Rejection {
  return {
    ...where,
    column: null,
    field: 'department',
    value: wanted,
    reason: { zh: '账上这一事项属于另一部门', en: 'in the ledger the item is of another department' },
    expected: {
      zh: '划转请在该事项上提交，由另一人审核',
      en: 'hand in a transfer on the item, approved by somebody else',
    },
  }
}

function foreignRow({ where, department, fields }: DeliveredRow): Rejection {
  return {
    ...where,
    column: null,
    field: 'department',
    value: department ?? fields.name,
    reason: { zh: '属于其他部门', en: 'it is of another department' },
    expected: { zh: '只能导入本部门的事项', en: 'expected an item of your own department' },
  }
}
