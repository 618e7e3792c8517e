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

type GuardedAct = keyof typeof FROM

/** True where an act, by its event such as `closed`, can be done with a consultation that stands so. */
export function isPossible(event: string, status: ConsultationStatus): boolean {
  return !Object.hasOwn(FROM, event) || from(event as GuardedAct).includes(status)
}

const from = (event: GuardedAct): readonly ConsultationStatus[] => FROM[event]

/** @throws Problem `wrong_state`, which says how the consultation would have to stand */
export function requirePossible(event: GuardedAct, { status }: { status: ConsultationStatus }): void {
  if (isPossible(event, status)) return
  const { zh, en } = consultationStatuses[status]
  const names = from(event).map((one) => consultationStatuses[one])
  throw refuse(
    'wrong_state',
    `征求意见现为“${zh}”，不能这样记；须先是：${names.map((one) => one.zh).join('、')}。`,
    `The consultation is "${en}"; this can be recorded only from: ${names.map((one) => one.en).join(', ')}.`,
  )
}
