/** 收意见: a comment comes in, from anybody or by a desk; its receipt is an entry at once, its text sealed beside it. */
import { readShape } from '../../domain/input/shape.schema.ts'
import { commenting } from '../../domain/kinds/comment/fields.ts'
import { requireTaken } from '../../domain/kinds/consultation/phase.ts'
import { type ConsultationState, draftVersion } from '../../domain/kinds/consultation/state.ts'
import { startDeciding } from '../../domain/kinds/decide.ts'
import { newRecordId } from '../../domain/kinds/ids.ts'
import { json, refuse } from '../../domain/record/guard.ts'
import { wordingOf } from '../../domain/record/spoken/wording.ts'
import { countWordings } from '../../store/questions.ts'
import type { Ledger } from '../open.ts'
import { hashOfCode, newCode } from '../questions/code.ts'
import { sealedUntilRead } from '../questions/load.ts'
import type { Reaching } from '../questions/reaching.ts'
import { type Desk, type Received, receiptOf, receivedBefore } from '../questions/receipt.ts'
import type { EvidenceFiles } from '../read/evidence/file.ts'
import { requireRight } from '../roles.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { cameIn, incomingCall, type Putting, type Waited } from '../waiting/waited.ts'

/** @throws Problem `not_found` for a prompt that the consultation has not */
export function requirePrompt({ prompts }: ConsultationState, prompt: string | null): void {
  if (prompt === null || prompts.some(({ id }) => id === prompt)) return
  const known = prompts.flatMap(({ id }) => (id === undefined ? [] : [id]))
  throw refuse(
    'not_found',
    known.length === 0
      ? '这次征求意见没有列出问题：prompt 不写。'
      : `没有问题 ${prompt}；有：${known.join('、')}。`,
    known.length === 0
      ? 'This consultation has no prompts: leave it out.'
      : `There is no prompt ${prompt}; there are: ${known.join(', ')}.`,
    'prompt',
  )
}

/** Receiving of comments into one ledger. */
export function createCommenting(
  ledger: Ledger,
  { evidenceFiles, reaching }: { evidenceFiles: EvidenceFiles; reaching: Pick<Reaching, 'keep'> },
) {
  const { database } = ledger

  /** Published comments of the same consultation that say the same. */
  async function sameTexts(id: string, text: string): Promise<number> {
    return (await countWordings(database, [wordingOf(id, text)]))[0] ?? 0
  }

  /** Enters the receipt and the sealed text; or tells, for a rehearsal, whether they could be. */
  async function put(
    id: string,
    given: unknown,
    { desk = null, nonce, waited = null, rehearsal = false }: Putting,
  ) {
    if (desk !== null) requireRight(desk.caller, 'question.receive', null)
    const { text, name, contact, submitter, prompt, language } = readShape(commenting, given)
    const comment = waited?.id ?? newRecordId('comment', ledger.random)
    const lang = language === 'en' ? 'en' : 'zh'
    const { sealed, beside } = await reaching.keep(contact, { kind: 'comment', id: comment, lang })
    const code = newCode(ledger.random)
    const hash = waited?.hash ?? hashOfCode(code)
    const now = ledger.now()
    const came = cameIn(ledger, now, waited)
    const occurred = desk?.occurred ?? came.occurred
    const call = incomingCall(
      ledger,
      { desk, nonce, waited, rehearsal },
      { id: comment, now, occurred, hash, contact: sealed, beside },
    )
    const sameTextAs = await sameTexts(id, text)
    let version = ''
    const outcome = await perform(ledger, call, { verb: 'comment.receive', id }, async () => {
      const lookup = await loadLookup(ledger, [id])
      const state = lookup.record(id)
      if (state?.kind !== 'consultation')
        throw refuse('not_found', `没有征求意见 ${id}。`, `There is no consultation ${id}.`)
      // What waited had come in while comments were taken, as what a desk brings.
      requireTaken(state, (desk?.occurred ?? came.day).slice(0, 10), desk !== null || waited !== null)
      requirePrompt(state, prompt)
      version = waited?.draft ?? draftVersion(state)
      const deciding = startDeciding(contextOf(ledger, call, lookup))
      const fields = json({
        consultation: id,
        prompt,
        draftVersion: version,
        submitter: submitter ?? 'undisclosed',
        channel: desk?.channel ?? 'web',
        confirmed: desk === null ? null : true,
        language,
        sameTextAs,
      })
      deciding.put({ opens: 'comment', id: comment, department: state.department, fields })
      deciding.put({ event: 'said', on: comment, body: json({ text, name }) }, sealedUntilRead(ledger))
      // A report that comes in between has to know of it, or it is not received.
      const sql = '(SELECT status FROM record WHERE id = ?) = ?'
      return { ...deciding.decision, requires: [{ what: id, shared: true, sql, args: [id, state.status] }] }
    })
    return { id: comment, code, outcome, version }
  }

  return {
    /**
     * Takes a comment in.
     *
     * @param id of the consultation
     * @param given as `commenting` has it
     * @param desk null for whoever comments without an account
     * @param nonce of a form, so that the same form sent twice is received once
     * @throws Problem that says what is wrong and what would be right
     */
    async receive(id: string, given: unknown, desk: Desk | null = null, nonce?: string): Promise<Received> {
      return receiptOf(ledger, evidenceFiles, await put(id, given, { desk, nonce }))
    },

    /**
     * Guard of what is to wait: it could be entered as it is.
     *
     * @returns the version of the draft that is open, on which it is
     * @throws Problem as `receive` does
     */
    async requireEnterable(id: string, given: unknown, nonce?: string): Promise<string> {
      const { outcome, version } = await put(id, given, { nonce, rehearsal: true })
      if (outcome.repeated) throw receivedBefore()
      return version
    },

    /** Enters what has waited. @throws Problem `unchanged` where its form brought another before */
    async enter(id: string, given: unknown, waited: Waited, nonce?: string): Promise<void> {
      const { outcome } = await put(id, given, { nonce, waited })
      if (outcome.repeated) throw receivedBefore()
    },
  }
}
