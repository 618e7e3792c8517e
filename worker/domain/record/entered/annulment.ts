/** 作废: what a record of any kind may be because of how it was entered, and not because of what happened. */
import { refuse } from '../guard.ts'

/** Events that are about how a record was entered, not about the world: no date of the record moves with them. */
const ENTERING = ['annulled', 'reinstated', 'put_back'] as const

export type Entering = (typeof ENTERING)[number]

/** Parts of such an act by which a kind may refuse it. */
export interface EnteringBody {
  duplicateOf?: string | null
  /** State entered anew; null where what stood is brought back. */
  fields?: object | null
}

/** @param event as `annulled` in `decision.annulled` */
export function isEntering(event: string): event is Entering {
  return (ENTERING as readonly string[]).includes(event)
}

/**
 * Members of a state that no restoration moves: those that count its entries and say nothing of the record, and the
 * signing keys of a department, which stand or fall with their own entries alone.
 */
export const BOOKKEEPING: ReadonlySet<string> = new Set(['kind', 'id', 'seq', 'sealed', 'annulled', 'keys'])

/** 作废: entered by mistake, with the reason; kept, crossed out, counted nowhere. */
export interface Annulment {
  reason: string
  /** The record of the same thing that is kept; null where there is none. */
  duplicateOf: string | null
  /** Day on which it was annulled, in business time, and the version of the record that it made. */
  occurred: string
  seq: number
}

/** Annulment of a record, of any kind; null while it counts. */
export function annulmentOf(state: object): Annulment | null {
  const found: { annulled?: Annulment } = state
  return found.annulled ?? null
}

/** True for an act that is offered on a record: one that is annulled is brought back, and nothing else. */
export function isOffered(state: object, event: string): boolean {
  return (annulmentOf(state) === null) !== (event === 'reinstated')
}

/** @throws Problem for any act on a record that was annulled, but for those that bring it back */
export function requireCounted(state: object, event: string): void {
  const annulled = annulmentOf(state)
  if (annulled === null || isEntering(event)) return
  const kept = annulled.duplicateOf
  throw refuse(
    'wrong_state',
    kept === null
      ? '这条记录已作废，不能再变动：须先恢复（reinstate）。'
      : `这条记录已作废，同一事项保留的是 ${kept}：请记在那一条上。`,
    kept === null
      ? 'This record was annulled and cannot change: reinstate it first.'
      : `This record was annulled; of the same thing ${kept} is kept: log it there.`,
  )
}
