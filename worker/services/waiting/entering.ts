/** Entering of what waits: in order, in rounds, each in one transaction with the end of its waiting. */
import { Problem, type ProblemCode, type Words } from '../../domain/record/problem.ts'
import { sealText } from '../../store/at-rest.ts'
import {
  isWaiting,
  nextWaiting,
  noteRefused,
  noteTry,
  stillWaiting,
  type WaitingRow,
  waitsNoMore,
} from '../../store/waiting.ts'
import type { Ledger } from '../open.ts'
import { openKept, type QueueParts } from './queue.ts'
import type { Waited } from './waited.ts'

/** Read at once. */
const ROWS = 20
/** Milliseconds after which a text is entered however many were in its round: the hour was promised. */
const DUE = 1_800_000

/** Refusals that say nothing of a text: the ledger takes nothing just now. */
const NOT_NOW: readonly ProblemCode[] = ['unavailable', 'storage_full', 'ledger_frozen']

export interface Round {
  /** Milliseconds after which no more is begun. */
  budget: number
  /** Texts that may be entered, beside those that have waited for half of the promised hour. */
  most: number
  /** Milliseconds, from any moment on. */
  clock?: () => number
}

/** Entering of what waits for one ledger. */
export function createEntering(ledger: Ledger, { receiving, commenting }: QueueParts) {
  const { database, atRest, inbox } = ledger

  async function enter(row: WaitingRow): Promise<void> {
    const { id, hash, received, contact: sealed } = row
    const kept = await openKept(ledger, row)
    const waited: Waited = {
      id,
      hash,
      received,
      draft: kept.draft,
      requires: [stillWaiting(row)],
      beside: [waitsNoMore(id)],
    }
    // Without its key a contact is lost, as that of what was entered is: the text is not.
    const contact = sealed === null ? null : ((await inbox?.open(sealed, `waiting ${id}`)) ?? null)
    const given = { ...kept.given, ...(contact === null ? {} : { contact: JSON.parse(contact) }) }
    const nonce = kept.nonce ?? undefined
    if (kept.kind === 'comment') await commenting.enter(kept.consultation, given, waited, nonce)
    else await receiving.enter(given, waited, nonce)
  }

  const refuseIt = async ({ id }: WaitingRow, words: Words): Promise<void> =>
    noteRefused(database, id, await sealText(atRest, JSON.stringify(words), `refused ${id}`))

  /** @returns what became of it: `later` where the round ends with it */
  async function tryOne(row: WaitingRow): Promise<'entered' | 'gone' | 'refused' | 'later'> {
    try {
      await enter(row)
      return 'entered'
    } catch (error) {
      if (error instanceof Problem && NOT_NOW.includes(error.code)) return 'later'
      if (!(await isWaiting(database, row.id))) return 'gone'
      if (error instanceof Problem && error.code !== 'conflict') {
        await refuseIt(row, error.words)
        return 'refused'
      }
      await noteTry(database, row.id)
      if (error instanceof Problem) return 'later'
      throw error
    }
  }

  /**
   * Enters what waits, the oldest first. Killed at any point it leaves each either waiting or entered; two that do it at
   * once enter each once.
   *
   * @returns how many were entered
   * @throws what kept one from being entered that is no refusal; it lets the others go first the next time
   */
  return async function settle({ budget, most, clock = () => performance.now() }: Round): Promise<number> {
    const from = clock()
    let entered = 0
    for (;;) {
      const rows = await nextWaiting(database, ROWS)
      if (rows.length === 0) return entered
      for (const row of rows) {
        const isDue = ledger.now().getTime() - Date.parse(row.received) >= DUE
        if (clock() - from >= budget || (entered >= most && !isDue)) return entered
        const was = await tryOne(row)
        if (was === 'later') return entered
        if (was === 'entered') entered += 1
      }
    }
  }
}
