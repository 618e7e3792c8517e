/** From which states an act on a consultation can be done. */
import { refuse } from '../../record/guard.ts'
import { type ConsultationStatus, consultationStatuses } from './vocabulary.ts'

const FROM = {
  opened: ['announced'],
  extended: ['announced', 'open'],
  shortened: ['announced', 'open'],
  closed: ['announced', 'open'],
  closed_early: ['announced', 'open'],
  document_added: ['announced', 'open'],
  reported: ['announced', 'open', 'closed'],
  reopened: ['closed', 'reported', 'cancelled'],
  cancelled: ['announced', 'open', 'closed'],
} as const satisfies Record<string, readonly ConsultationStatus[]>

/** @throws Problem `wrong_state`, which says how the consultation would have to stand */
export function requirePossible(event: keyof typeof FROM, { status }: { status: ConsultationStatus }): void {
  const from: readonly ConsultationStatus[] = FROM[event]
  if (from.includes(status)) return
  const { zh, en } = consultationStatuses[status]
  const names = from.map((one) => consultationStatuses[one])
  throw refuse(
    'wrong_state',
    `征求意见现为“${zh}”，不能这样记；须先是：${names.map((one) => one.zh).join('、')}。`,
    `The consultation is "${en}"; this can be recorded only from: ${names.map((one) => one.en).join(', ')}.`,
  )
}
