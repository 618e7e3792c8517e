/** Changes of a row in an exported list that one person alone does not record: each is refused at its own cell. */
import { bindingChanges, whyBinding } from '../../../domain/kinds/binding.ts'
import { whyFormal } from '../../../domain/kinds/formal.ts'
import { eventName, kindOf, type ListedKind } from '../../../domain/kinds/table.ts'
import type { Draft } from '../../../domain/record/event.ts'
import { Problem, type Words } from '../../../domain/record/problem.ts'
import { canonicalCopy } from '../../../ledger/canonical-copy.ts'
import type { CurrentRecord } from '../../register/plan.ts'
import type { Operation } from '../target.ts'

/**
 * Refuses a row that a second person has to approve: a list has none behind it.
 *
 * @throws Problem `needs_approval` with the column that would change
 */
export function requireAlone(
  kind: ListedKind,
  operations: readonly Operation[],
  current: ReadonlyMap<string, CurrentRecord>,
): void {
  for (const operation of operations) {
    const state = current.get(operation.id)?.state
    if (!('event' in operation) || state === undefined) continue
    const event = eventName(kind, operation.event)
    const [bound] = bindingChanges([draftOf(event, operation, state)], new Map([[operation.id, state]]))
    const why = whyFormal(event) ?? (bound === undefined ? null : whyBinding(bound))
    if (why === null) continue
    throw new Problem('needs_approval', { field: bound?.field ?? columnOf(kind, event), words: told(why) })
  }
}

/** The column of the field that an act is there to move; its row where there is none. */
const columnOf = (kind: ListedKind, event: string): string =>
  event === eventName(kind, 'rescheduled') && kindOf(kind).binding.includes('currentDue')
    ? 'currentDue'
    : 'id'

function draftOf(
  event: string,
  { id, occurred, body }: Extract<Operation, { event: string }>,
  state: CurrentRecord['state'],
): Draft {
  return {
    kind: event,
    record: id,
    seq: state.seq + 1,
    department: 'department' in state && typeof state.department === 'string' ? state.department : null,
    occurred: occurred ?? '',
    visibility: 'public',
    body: canonicalCopy(body),
  }
}

const told = ({ zh, en }: Words): Words => ({
  zh: `${zh}：请在该记录上作为草稿提交，由另一人审核`,
  en: `${en}: hand it in as a draft on the record, for somebody else to approve`,
})
