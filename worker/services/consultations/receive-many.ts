/** 批量收意见: letters and lists that a desk takes in at one go. Each is a comment of its own, with its receipt. */
import { type ListedComment, parseMany } from '../../domain/kinds/comment/list.schema.ts'
import { requireTaken } from '../../domain/kinds/consultation/phase.ts'
import { draftVersion } from '../../domain/kinds/consultation/state.ts'
import { startDeciding } from '../../domain/kinds/decide.ts'
import { newRecordId } from '../../domain/kinds/ids.ts'
import { json, refuse } from '../../domain/record/guard.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { Problem } from '../../domain/record/problem.ts'
import { wordingOf } from '../../domain/record/spoken/wording.ts'
import { countWordings, trackingStatements } from '../../store/questions.ts'
import type { Ledger } from '../open.ts'
import { hashOfCode, newCode } from '../questions/code.ts'
import { sealedUntilRead } from '../questions/load.ts'
import type { Desk } from '../questions/receipt.ts'
import { requireRight } from '../roles.ts'
import { todayOf } from '../submit/call.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { requirePrompt } from './receive.ts'

/** Comments of one submission. */
const AT_ONCE = 200

/** One comment that was taken in; `code` is null where an earlier request had taken it in already. */
export interface TakenIn {
  id: string
  code: string | null
}

/** A refusal with its place in the list. */
function at(place: number, check: () => void): void {
  try {
    check()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const field = error.field === undefined ? `${place}` : `${place}/${error.field}`
    throw new Problem(error.code, { field, words: error.words })
  }
}

/** Receiving of whole lists of comments into one ledger. */
export function createListing(ledger: Ledger) {
  const { database } = ledger

  /**
   * Takes a list in, in submissions of 200. What is wrong with any is said before the first is recorded.
   *
   * @param id of the consultation
   * @param nonce of the list, so that the same list sent twice is received once
   * @throws Problem whose field begins with the place in the list, from 0
   */
  return async function receiveMany(
    id: string,
    given: unknown,
    desk: Desk,
    nonce: string | undefined,
    onProgress: (done: number) => void = () => undefined,
  ): Promise<TakenIn[]> {
    requireRight(desk.caller, 'question.receive', null)
    const all = parseMany(given)
    const today = todayOf(ledger.now(), ledger.calendar.days.zone)
    await requireAll(id, all, desk, today)
    const taken: TakenIn[] = []
    const before = new Map<string, number>()
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const part = all.slice(from, from + AT_ONCE)
      addAll(taken, await takePart(id, part, { desk, before, nonce: nonce && `${nonce}-${from}` }))
      onProgress(taken.length)
    }
    return taken
  }

  async function requireAll(
    id: string,
    all: readonly ListedComment[],
    desk: Desk,
    today: string,
  ): Promise<void> {
    const state = (await loadLookup(ledger, [id])).record(id)
    if (state?.kind !== 'consultation') throw noConsultation(id)
    for (const [place, one] of all.entries())
      at(place, () => {
        const day = one.occurred ?? desk.occurred ?? today
        if (day > today)
          throw refuse(
            'invalid',
            `收到日期 ${day} 还没有到。`,
            `The day ${day} has not come yet.`,
            'occurred',
          )
        requireTaken(state, day, true)
        requirePrompt(state, one.prompt ?? null)
      })
  }

  async function takePart(
    id: string,
    part: readonly ListedComment[],
    list: { desk: Desk; before: Map<string, number>; nonce: string | undefined },
  ): Promise<TakenIn[]> {
    const { caller, channel, occurred } = list.desk
    const made = part.map(() => ({ id: newRecordId('comment', ledger.random), code: newCode(ledger.random) }))
    const created = ledger.now().toISOString()
    const call = {
      actor: caller,
      idempotencyKey: list.nonce,
      ...(occurred === undefined ? {} : { occurred }),
      along: () => ({
        beside: made.flatMap((one) => trackingStatements(one.id, hashOfCode(one.code), null, created)),
      }),
    }
    const wordings = part.map((one) => wordingOf(id, one.text))
    const published = await countWordings(database, wordings)
    // None of this list is published yet: those that stand before it in the list are counted as they come.
    const same = wordings.map((one, place) => {
      const above = list.before.get(one) ?? 0
      list.before.set(one, above + 1)
      return (published[place] ?? 0) + above
    })
    const request = { verb: 'comment.receive_many', id, part: json(part) }
    const { records, repeated } = await perform(ledger, call, request, async () => {
      const lookup = await loadLookup(ledger, [id])
      const state = lookup.record(id)
      if (state?.kind !== 'consultation') throw noConsultation(id)
      const deciding = startDeciding(contextOf(ledger, call, lookup))
      for (const [place, one] of part.entries()) {
        const comment = made[place]?.id ?? ''
        const fields = json({
          consultation: id,
          prompt: one.prompt ?? null,
          draftVersion: draftVersion(state),
          submitter: one.submitter ?? 'undisclosed',
          channel,
          confirmed: true,
          language: one.language ?? null,
          sameTextAs: same[place] ?? 0,
        })
        const on = one.occurred === undefined ? {} : { occurred: one.occurred }
        deciding.put({ opens: 'comment', id: comment, department: state.department, fields }, on)
        const said = json({ text: one.text })
        deciding.put({ event: 'said', on: comment, body: said }, { ...sealedUntilRead(ledger), ...on })
      }
      const sql = '(SELECT status FROM record WHERE id = ?) = ?'
      return { ...deciding.decision, requires: [{ what: id, shared: true, sql, args: [id, state.status] }] }
    })
    if (!repeated) return made
    return [...new Set(records.map((one) => one.id))].map((one) => ({ id: one, code: null }))
  }
}

const noConsultation = (id: string): Problem =>
  refuse('not_found', `没有征求意见 ${id}。`, `There is no consultation ${id}.`)
