/** Departments that a delivery names for the first time: registered, or reinstated where they were annulled. */
import { departmentId } from '../../domain/kinds/department/ids.ts'
import { keyOf } from './key.ts'
import type { KnownDepartment, Published, Target } from './target.ts'

/** Those that stand, or did: what an annulled one was called is free for it to come back under. */
export function isHeld({ annulled }: KnownDepartment): boolean {
  return annulled === undefined
}

/** @param delivery as `uk-gmpp@2021-03-31` */
export async function registerDepartment(
  target: Target,
  known: readonly KnownDepartment[],
  { code, name }: { code: string; name: string },
  { delivery, asOf }: { delivery: string; asOf: string },
  published: Published | undefined,
): Promise<void> {
  const id = departmentId(code)
  const seq = known.find((one) => one.id === id)?.annulled
  const key = keyOf(delivery, ['department', id, name, seq ?? 0])
  if (seq === undefined) {
    await target.listDepartment(code, name, asOf, key)
    return
  }
  const body = { reason: delivery }
  const followed = published === undefined ? undefined : { ...published, mapping: null }
  await target.record([{ id, occurred: asOf, event: 'reinstated', body, seq }], asOf, key, followed)
}
