/** 收件: a question comes in, from anybody or by a desk; its receipt is an entry at once, its text sealed beside it. */
import { readShape } from '../../domain/input/shape.schema.ts'
import { startDeciding } from '../../domain/kinds/decide.ts'
import { newRecordId } from '../../domain/kinds/ids.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import { isQuestionClock, usualClock } from '../../domain/kinds/question/clock.ts'
import { type Asking, asking } from '../../domain/kinds/question/fields.ts'
import { json, refuse } from '../../domain/record/guard.ts'
import { LONGEST } from '../../domain/record/spoken/fields.ts'
import { PUBLIC } from '../../domain/record/spoken/public.ts'
import { ownText } from '../../domain/record/spoken/text.ts'
import type { channels } from '../../domain/record/spoken/vocabulary.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { trackingStatements } from '../../store/questions.ts'
import { linkedRecords, readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import type { EvidenceFiles } from '../read/evidence-file.ts'
import { type Caller, requireRight } from '../roles.ts'
import { type Outcome, todayOf } from '../submit/call.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { hashOfCode, newCode } from './code.ts'
import { loadQuestion, type OpenedText, openTexts, sealedUntilRead } from './load.ts'

/** Questions that are compared with a new one. */
const COMPARED = 200

/** Desk that takes a question in for somebody else, the way by which it came, and its time. */
export interface Desk {
  caller: Caller
  channel: Exclude<keyof typeof channels, 'web'>
  /** Business time of receipt; today when left out. */
  occurred?: string | undefined
}

export interface Received {
  id: string
  /** To be shown once: nobody can find it again. */
  code: string
  outcome: Outcome
  /** Texts that were sealed, each with the salt by which its digest in the ledger can be recomputed. */
  texts: OpenedText[]
  /** The evidence file, which `mingzhang verify` reads; null where no checkpoint covers it yet. */
  evidence: string | null
}

/** The department that a record is of; of a department, itself. */
const holderOf = (state: State | undefined): string | null =>
  state === undefined ? null : state.kind === 'department' ? state.id : (state.department ?? null)

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** Receiving of questions into one ledger. */
export function createReceiving(ledger: Ledger, { evidenceFiles }: { evidenceFiles: EvidenceFiles }) {
  const { database } = ledger

  /** Published questions about the same record that say the same. */
  async function sameTexts({ subject, text }: Asking): Promise<number> {
    if (subject === null) return 0
    const around = await linkedRecords(database, subject, 'subject', COMPARED)
    return around.filter(
      ({ state }) => state.kind === 'question' && plain(ownText(state)?.text ?? '') === plain(text),
    ).length
  }

  function profileOf({ profile, type }: Asking): string {
    const id = profile ?? usualClock(type)
    const today = todayOf(ledger.now(), ledger.calendar.days.zone)
    if (isQuestionClock(id) && ledger.clocks.isInForce(id, today)) return id
    throw refuse(
      'invalid',
      `${id} 不是提问适用的期限：不写即可，信息公开申请用 ogi，其他用 d713.opinion。`,
      `${id} is no clock of questions: leave it out, or take ogi for requests for information and d713.opinion for all others.`,
      'profile',
    )
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
      if (desk !== null) requireRight(desk.caller, 'question.receive', null)
      const input = readShape(asking, given)
      const { title, text, asks, contact, department: named, profile: _, ...codes } = input
      const profile = profileOf(input)
      const sealed = await sealedContact(contact)
      const id = newRecordId('question', ledger.random)
      const code = newCode(ledger.random)
      const created = ledger.now().toISOString()
      const call = {
        actor: desk?.caller ?? PUBLIC,
        idempotencyKey: nonce,
        ...(desk?.occurred === undefined ? {} : { occurred: desk.occurred }),
        along: () => ({ beside: trackingStatements(id, hashOfCode(code), sealed, created) }),
      }
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
      if (outcome.repeated)
        throw refuse(
          'unchanged',
          '这张表单已经提交并收到，查询码在提交后的页面上，只显示一次。要另提一件，请重新打开表单。',
          'This form was sent and received before; its code was on the page after it, and is shown once. Open the form anew to ask something else.',
        )
      const state = await loadQuestion(ledger, id)
      const texts = await openTexts(ledger, state)
      // It is received whatever comes of its file: nothing must keep the code from whoever asked.
      const evidence = await evidenceFiles.of(id, texts).catch(() => null)
      return { id, code, outcome, texts, evidence }
    },

    /** True if somebody who asks can leave an address at which to be told. */
    takesContacts: ledger.inbox !== null,

    /** The record that a question would be about, and the organ that would have to answer; null where there is none. */
    async addressee(subject: string): Promise<{ title: string; department: string | null } | null> {
      const found = await readRecord(database, subject)
      return found === null ? null : { title: found.title, department: holderOf(found.state) }
    },
  }

  async function sealedContact(contact: Asking['contact']): Promise<string | null> {
    if (Object.values(contact).every((one) => one.trim() === '')) return null
    if (ledger.inbox !== null) return ledger.inbox.seal(canonicalJson(json(contact)), 'contact')
    throw refuse(
      'unavailable',
      '本账本没有设置保存联系方式的密钥（INBOX_KEY），不收联系方式：请凭查询码查询。',
      'Contacts are not taken here, as no key for them (INBOX_KEY) is set: use the code to look.',
      'contact',
    )
  }
}
