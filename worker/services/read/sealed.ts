/** Whom the law lets read what is withheld. */
import { isUnread } from '../../domain/kinds/table.ts'
import type { Envelope } from '../../ledger/envelope-shape.ts'
import { type Caller, hasRight, mayFor } from '../roles.ts'

/** Inspectors and auditors read every sealed entry; the department that logged it reads its own. */
export function maySeeSealed(caller: Caller, envelope: Envelope | null): boolean {
  if (hasRight(caller, 'sealed.read')) return true
  const { department = null, kind = '' } = envelope ?? {}
  // What the public wrote reaches who is asked once somebody has read it: its own service shows it.
  if (isUnread(kind)) return false
  return department !== null && caller.department === department && mayFor(caller, 'record.write', department)
}
