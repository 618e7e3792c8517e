/** 查询: whoever holds the code of a question reads what they wrote and does what is theirs to do. */
import { parseShape } from '../../domain/input/shape.schema.ts'
import { isPossibleOnComment } from '../../domain/kinds/comment/comment.ts'
import { decide } from '../../domain/kinds/decide.ts'
import { isDoable } from '../../domain/kinds/question/states.ts'
import { kindFace } from '../../domain/kinds/registry.ts'
import { eventName, isUnread } from '../../domain/kinds/table.ts'
import { refuse } from '../../domain/record/guard.ts'
import { PUBLIC } from '../../domain/record/spoken/public.ts'
import { readContact, recordOfCode } from '../../store/questions.ts'
import type { Aftercare } from '../aftercare.ts'
import type { Ledger } from '../open.ts'
import type { EvidenceFiles } from '../read/evidence-file.ts'
import type { Outcome } from '../submit/call.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { hashOfCode } from './code.ts'
import { loadSpoken, type OpenedText, openTexts, type SpokenState, sealedUntilRead } from './load.ts'
import type { Reaching } from './reaching.ts'

/** Acts that are the asker's to do, by their events. */
export const askersActs = [
  'added',
  'completed',
  'rated',
  'review_asked',
  'withdrawn',
  'erasure_asked',
  'second_reading_asked',
] as const
export type AskersAct = (typeof askersActs)[number]

/** True where an act of whoever wrote can be done as the record stands. */
function canDo(event: AskersAct, state: SpokenState): boolean {
  if (state.kind === 'comment') return isPossibleOnComment(event, state)
  return (
    isDoable(event, state) &&
    !(event === 'rated' && state.rating !== null) &&
    !(event === 'erasure_asked' && state.erasureAsked.length > 0)
  )
}

export interface Tracked {
  state: SpokenState
  /** Texts of the asker, opened for them. */
  texts: OpenedText[]
  /** True while something is kept by which they can be told. */
  hasContact: boolean
  /** Acts that can be done as it stands. */
  possible: AskersAct[]
}

/** Tracking of questions by their codes. */
export function createTracking(
  ledger: Ledger,
  {
    evidenceFiles,
    aftercare,
    reaching,
  }: { evidenceFiles: EvidenceFiles; aftercare: Aftercare; reaching: Pick<Reaching, 'forget'> },
) {
  const { database } = ledger

  /** @throws Problem `not_found`, the same for every code that is none */
  async function stateOf(code: string): Promise<SpokenState> {
    const id = await recordOfCode(database, hashOfCode(code))
    if (id !== null) return loadSpoken(ledger, id)
    throw refuse(
      'not_found',
      '没有这个查询码：请核对后再输。',
      'There is no question or comment with this code: check it and type it again.',
      'code',
    )
  }

  return {
    /** The question of a code, for whoever holds it. */
    async look(code: string): Promise<Tracked> {
      const state = await stateOf(code)
      return {
        state,
        texts: await openTexts(ledger, state),
        hasContact: (await readContact(database, state.id)) !== null,
        possible: askersActs.filter((event) => canDo(event, state)),
      }
    },

    /** The evidence file with what the asker wrote in it. @throws Problem `not_found` */
    async evidence(code: string): Promise<{ id: string; file: string | null }> {
      const state = await stateOf(code)
      return { id: state.id, file: await evidenceFiles.of(state.id, await openTexts(ledger, state)) }
    },

    /**
     * One act of the asker.
     *
     * @param given as the shape of the act has it
     * @throws Problem
     */
    async act(code: string, event: AskersAct, given: unknown, nonce?: string): Promise<Outcome> {
      const { id, kind } = await stateOf(code)
      const face = kindFace(kind).acts.find((one) => one.event === event)
      if (face === undefined)
        throw refuse(
          'wrong_state',
          '对意见只能评价采纳情况或申请删除。',
          'A comment can be rated, and its erasure asked for.',
        )
      const body = parseShape(face.shape, given)
      const sealed = isUnread(eventName(kind, event)) ? sealedUntilRead(ledger) : {}
      const call = { actor: PUBLIC, idempotencyKey: nonce, ...sealed }
      return perform(ledger, call, { verb: `${kind}.${event}`, id }, async () => {
        const lookup = await loadLookup(ledger, [id])
        return decide([{ event, on: id, body }], contextOf(ledger, call, lookup))
      })
    },

    /** Forgets how the asker can be reached, and ends the mail about it; the question and its code stay. */
    async forget(code: string): Promise<void> {
      await reaching.forget(await stateOf(code))
      aftercare.owe()
    },
  }
}
