/** 收件: a question comes in, from anybody or by a desk; its receipt is an entry at once, its text sealed beside it. */
import { readShape } from '../../domain/input/shape.schema.ts'
import { startDeciding } from '../../domain/kinds/decide.ts'
import { newRecordId } from '../../domain/kinds/ids.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import { hotlineClock, isQuestionClock, usualClock } from '../../domain/kinds/question/clock.ts'
import { type Asking, asking } from '../../domain/kinds/question/fields.ts'
import { json, refuse } from '../../domain/record/guard.ts'
import { LONGEST } from '../../domain/record/spoken/fields.ts'
import { wordingOf } from '../../domain/record/spoken/wording.ts'
import { countWordings } from '../../store/questions.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import type { EvidenceFiles } from '../read/evidence/file.ts'
import { requireRight } from '../roles.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { cameIn, incomingCall, type Putting, type Waited } from '../waiting/waited.ts'
import { hashOfCode, newCode } from './code.ts'
import { sealedUntilRead } from './load.ts'
import type { Reaching } from './reaching.ts'
import { type Desk, type Received, receiptOf, receivedBefore } from './receipt.ts'

/** The department that a record is of; of a department, itself. */
const holderOf = (state: State | undefined): string | null =>
  state === undefined ? null : state.kind === 'department' ? state.id : (state.department ?? null)

/** Receiving of questions into one ledger. */
export function createReceiving(
  ledger: Ledger,
  { evidenceFiles, reaching }: { evidenceFiles: EvidenceFiles; reaching: Pick<Reaching, 'keep' | 'takes'> },
) {
  const { database } = ledger

  /** Published questions about the same record that say the same. */
  async function sameTexts({ subject, text }: Asking): Promise<number> {
    if (subject === null) return 0
    return (await countWordings(database, [wordingOf(subject, text)]))[0] ?? 0
  }

  function profileOf({ profile, type }: Asking, desk: Desk | null, day: string): string {
    const isCall = desk?.channel === 'phone'
    const id = profile ?? (isCall ? hotlineClock(type, ledger.clocks, day) : usualClock(type))
    if (isQuestionClock(id) && ledger.clocks.isInForce(id, day)) return id
    throw refuse(
      'invalid',
      `${id} 不是提问适用的期限：不写即可，信息公开申请用 ogi，其他用 d713.opinion。`,
      `${id} is no clock of questions: leave it out, or take ogi for requests for information and d713.opinion for all others.`,
      'profile',
    )
  }

  /** Enters the receipt and the sealed text; or tells, for a rehearsal, whether they could be. */
  async function put(given: unknown, { desk = null, nonce, waited = null, rehearsal = false }: Putting) {
    if (desk !== null) requireRight(desk.caller, 'question.receive', null)
    const input = readShape(asking, given)
    const { title, text, asks, contact, department: named, profile: _, ...codes } = input
    const now = ledger.now()
    const came = cameIn(ledger, now, waited)
    const profile = profileOf(input, desk, came.day)
    const id = waited?.id ?? newRecordId('question', ledger.random)
    const lang = codes.language === 'en' ? 'en' : 'zh'
    const { sealed, beside } = await reaching.keep(contact, { kind: 'question', id, lang })
    const code = newCode(ledger.random)
    const hash = waited?.hash ?? hashOfCode(code)
    const occurred = desk?.occurred ?? came.occurred
    const call = incomingCall(
      ledger,
      { desk, nonce, waited, rehearsal },
      { id, now, occurred, hash, contact: sealed, beside },
    )
    const fields = json({
      ...codes,
      profile,
      channel: desk?.channel ?? 'web',
      claimedBy: desk === null ? 'submitter' : 'desk',
      confirmed: desk === null ? null : true,
      attachments: 0,
      sameTextAs: await sameTexts(input),
    })
    const outcome = await perform(ledger, call, { verb: 'question.receive' }, async () => {
      const lookup = await loadLookup(ledger, [codes.subject, named])
      const department = named ?? holderOf(lookup.record(codes.subject ?? ''))
      const around = await loadLookup(ledger, [codes.subject, department])
      const deciding = startDeciding(contextOf(ledger, call, around))
      deciding.put({ opens: 'question', id, department: department === '' ? null : department, fields })
      deciding.put({ event: 'said', on: id, body: json({ title, text, asks }) }, sealedUntilRead(ledger))
      return deciding.decision
    })
    return { id, code, outcome }
  }

  return {
    /** Longest title and text, in characters. */
    longest: LONGEST,

    /**
     * Takes a question in.
     *
     * @param given as `asking` has it
     * @param desk null for whoever asks without an account
     * @param nonce of a form, so that the same form sent twice is received once
     * @throws Problem that says what is wrong and what would be right
     */
    async receive(given: unknown, desk: Desk | null = null, nonce?: string): Promise<Received> {
      return receiptOf(ledger, evidenceFiles, await put(given, { desk, nonce }))
    },

    /** Guard of what is to wait: it could be entered as it is. @throws Problem as `receive` does */
    async requireEnterable(given: unknown, nonce?: string): Promise<void> {
      const { outcome } = await put(given, { nonce, rehearsal: true })
      if (outcome.repeated) throw receivedBefore()
    },

    /** Enters what has waited. @throws Problem `unchanged` where its form brought another before */
    async enter(given: unknown, waited: Waited, nonce?: string): Promise<void> {
      const { outcome } = await put(given, { nonce, waited })
      if (outcome.repeated) throw receivedBefore()
    },

    /** Ways that somebody who asks can leave by which to be reached. */
    takes: reaching.takes,

    /** The record that a question would be about, and the organ that would have to answer; null where there is none. */
    async addressee(subject: string): Promise<{ title: string; department: string | null } | null> {
      const found = await readRecord(database, subject)
      return found === null ? null : { title: found.title, department: holderOf(found.state) }
    },
  }
}
