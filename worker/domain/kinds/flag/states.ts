/**
 * Acts that are possible on a flag, by its status: the one table that guards them, and by which they are
 * offered.
 */
import { refuse } from '../../record/guard.ts'
import { type FlagStatus, flagStatuses } from './vocabulary.ts'

/** Flags that somebody still has to do something about. */
const openFlags: readonly FlagStatus[] = [
  'raised',
  'acknowledged',
  'explanation_requested',
  'responded',
  'parked',
]

/** True for a flag that is not closed yet. */
export function isOpenFlag({ status }: { status: FlagStatus }): boolean {
  return openFlags.includes(status)
}

/** Those that have ended in some way, or of which nothing is shown. */
const CLOSED: readonly FlagStatus[] = [
  'cleared',
  'advised',
  'explained',
  'data_error',
  'escalated',
  'lapsed',
  'withheld',
]

/**
 * Statuses in which a flag must stand, by the event of an act. An event that is not named may happen at any
 * time.
 */
const FROM = {
  acknowledged: ['raised'],
  explanation_requested: openFlags,
  responded: openFlags,
  cleared: openFlags,
  explained: ['responded', 'parked'],
  data_error: openFlags,
  parked: openFlags,
  escalated: openFlags,
  advised: openFlags,
  reported: ['escalated'],
  lapsed: openFlags,
  reopened: CLOSED,
} as const satisfies Record<string, readonly FlagStatus[]>

export type GuardedAct = keyof typeof FROM

const isGuarded = (event: string): event is GuardedAct => Object.hasOwn(FROM, event)

/** True for an act, by its event such as `cleared`, that is possible on a flag of this status. */
export function isPossible(event: string, status: FlagStatus): boolean {
  return !isGuarded(event) || (FROM[event] as readonly FlagStatus[]).includes(status)
}

/** @throws Problem `wrong_state`, which says how the flag would have to stand */
export function requirePossible(event: GuardedAct, { status }: { status: FlagStatus }): void {
  if (isPossible(event, status)) return
  const { zh, en } = flagStatuses[status]
  const from = FROM[event].map((one) => flagStatuses[one])
  throw refuse(
    'wrong_state',
    `预警现为“${zh}”，不能这样记；须先是：${from.map((one) => one.zh).join('、')}。`,
    `The flag is "${en}"; this can be recorded only from: ${from.map((one) => one.en).join(', ')}.`,
  )
}
