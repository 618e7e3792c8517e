/** 查询: whoever holds the code of a question reads what they wrote and does what is theirs to do. */
import { parseShape } from '../../domain/input/shape.schema.ts'
import { isPossibleOnComment } from '../../domain/kinds/comment/comment.ts'
import { requireTaken, takesComments } from '../../domain/kinds/consultation/phase.ts'
import type { ConsultationState } from '../../domain/kinds/consultation/state.ts'
import { decide } from '../../domain/kinds/decide.ts'
import { isDoable } from '../../domain/kinds/question/states.ts'
import { kindFace } from '../../domain/kinds/registry.ts'
import { eventName, isUnread } from '../../domain/kinds/table.ts'
import { json, refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import { attaching, MOST_ATTACHED } from '../../domain/record/spoken/fields.ts'
import { PUBLIC } from '../../domain/record/spoken/public.ts'
import { safeFileName } from '../../domain/text/file-name.ts'
import type { Json } from '../../ledger/canonical.ts'
import { readContact } from '../../store/questions.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Aftercare } from '../aftercare.ts'
import type { Ledger } from '../open.ts'
import type { EvidenceFiles } from '../read/evidence/file.ts'
import { type Outcome, todayOf } from '../submit/call.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { digestOf } from './attachments/cleaning.ts'
import type { Attachments } from './attachments/keeping.ts'
import { loadByCode, type OpenedText, openTexts, type SpokenState, sealedUntilRead } from './load.ts'
import type { Reaching } from './reaching.ts'

/** Acts that are the asker's to do, by their events. */
export const askersActs = [
  'added',
  'completed',
  'attached',
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

/** A document as a form sends it. */
export interface SentFile {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

/** A document as it was kept. `stream` is read to its end or cancelled. */
export interface KeptDocument {
  name: string
  mediaType: string
  /** Its size. */
  bytes: number
  stream: ReadableStream<Uint8Array>
}

/** Type of bytes of which nothing is known. */
const OPAQUE = 'application/octet-stream'

/** The name of a document without what would mislead whoever reads it. */
const namedAs = (given: string): string => safeFileName(given) || 'document'

/** The same refusal with the name of the document that it is about. */
function ofFile(name: string, error: unknown): unknown {
  if (!(error instanceof Problem)) return error
  const { zh, en } = error.words
  return refuse(
    error.code,
    `“${name}”：${zh}这次选的都没有收下，请重新选择。`,
    `“${name}”: ${en} None of those chosen was kept: choose again.`,
    error.field,
  )
}

/** Tracking of questions by their codes. */
export function createTracking(
  ledger: Ledger,
  {
    evidenceFiles,
    aftercare,
    reaching,
    attachments,
  }: {
    evidenceFiles: EvidenceFiles
    aftercare: Aftercare
    reaching: Pick<Reaching, 'forget'>
    attachments: Pick<Attachments, 'takes' | 'keep' | 'kept' | 'open'>
  },
) {
  const { database } = ledger

  const stateOf = (code: string): Promise<SpokenState> => loadByCode(ledger, code)

  /** The consultation of a comment; null for a question. */
  async function draftOf(state: SpokenState): Promise<ConsultationState | null> {
    if (state.kind !== 'comment') return null
    const found = (await readRecord(database, state.consultation))?.state
    return found?.kind === 'consultation' ? found : null
  }

  /** True where documents are taken here, and with a comment while its draft is open. */
  async function takesDocuments(state: SpokenState): Promise<boolean> {
    const draft = await draftOf(state)
    const today = todayOf(ledger.now(), ledger.calendar.days.zone)
    return attachments.takes && (draft === null || takesComments(draft, today))
  }

  /** Enters what whoever wrote does, all of it or nothing. */
  async function enter(
    { id, kind }: SpokenState,
    event: AskersAct,
    bodies: readonly Json[],
    nonce: string | undefined,
  ): Promise<Outcome> {
    const sealed = isUnread(eventName(kind, event)) ? sealedUntilRead(ledger) : {}
    const call = { actor: PUBLIC, idempotencyKey: nonce, ...sealed }
    return perform(ledger, call, { verb: `${kind}.${event}`, id }, async () => {
      const lookup = await loadLookup(ledger, [id])
      return decide(
        bodies.map((body) => ({ event, on: id, body })),
        contextOf(ledger, call, lookup),
      )
    })
  }

  /** The body of an act, of a document with what its own bytes show. */
  async function bodyOf(state: SpokenState, event: AskersAct, given: unknown): Promise<Json> {
    const face = kindFace(state.kind).acts.find((one) => one.event === event)
    if (face === undefined)
      throw refuse(
        'wrong_state',
        '对意见只能附上文件、评价采纳情况或申请删除。',
        'A document can be attached to a comment, the comment can be rated, and its erasure asked for.',
      )
    const body = parseShape(face.shape, given)
    if (event !== 'attached') return body
    const { title, attachment } = attaching.read(body)
    const draft = await draftOf(state)
    if (draft !== null) requireTaken(draft, todayOf(ledger.now(), ledger.calendar.days.zone), false)
    return json({ title: namedAs(title), attachment: await attachments.kept(state.id, attachment.sha256) })
  }

  return {
    /** The question of a code, for whoever holds it. */
    async look(code: string): Promise<Tracked> {
      const state = await stateOf(code)
      const takes = await takesDocuments(state)
      return {
        state,
        texts: await openTexts(ledger, state),
        hasContact: (await readContact(database, state.id)) !== null,
        possible: askersActs.filter((event) => canDo(event, state) && (takes || event !== 'attached')),
      }
    },

    /** The evidence file with what the asker wrote in it. @throws Problem `not_found` */
    async evidence(code: string): Promise<{ id: string; file: string | null }> {
      const state = await stateOf(code)
      return { id: state.id, file: await evidenceFiles.of(state.id, await openTexts(ledger, state)) }
    },

    /**
     * A document that whoever wrote sent, as it was kept: the bytes of which the receipt holds the digest.
     *
     * @param of version of the record with which it came in
     * @throws Problem `not_found`
     */
    async document(code: string, of: number): Promise<KeptDocument> {
      const text = (await openTexts(ledger, await stateOf(code))).find((one) => one.of === of)
      const attachment = text?.attachment ?? null
      const found = attachment === null ? null : await attachments.open(attachment.sha256)
      if (attachment === null || found === null)
        throw refuse(
          'not_found',
          '这份文件不在了：没有附过，或已依法删除。',
          'This document is not here: it was not attached, or was lawfully erased.',
          'of',
        )
      const { sha256, mediaType } = attachment
      return { name: text?.title ?? sha256, mediaType: mediaType ?? OPAQUE, ...found }
    },

    /**
     * One act of the asker.
     *
     * @param given as the shape of the act has it
     * @throws Problem
     */
    async act(code: string, event: AskersAct, given: unknown, nonce?: string): Promise<Outcome> {
      const state = await stateOf(code)
      return enter(state, event, [await bodyOf(state, event, given)], nonce)
    },

    /**
     * Attaches documents, all of them or none: what is wrong with one keeps back the others.
     *
     * @throws Problem that names the document in its words
     */
    async attach(code: string, files: readonly SentFile[], nonce?: string): Promise<Outcome> {
      const state = await stateOf(code)
      if (files.length === 0) throw refuse('invalid', '没有选择文件。', 'No document was chosen.', 'file')
      if (files.length > MOST_ATTACHED.documents)
        throw refuse(
          'invalid',
          `一次至多 ${MOST_ATTACHED.documents} 份，选了 ${files.length} 份；都没有收下，请重新选择。`,
          `${MOST_ATTACHED.documents} documents at a time; ${files.length} were chosen. None was kept: choose again.`,
          'file',
        )
      const bodies: Json[] = []
      for (const { name, bytes } of files) {
        const declared = await digestOf(bytes)
        const stream = new Blob([bytes]).stream()
        const { sha256 } = await attachments
          .keep(code, stream, { declared, length: bytes.length })
          .catch((error: unknown) => {
            throw files.length === 1 ? error : ofFile(namedAs(name), error)
          })
        bodies.push(await bodyOf(state, 'attached', { title: namedAs(name), attachment: { sha256 } }))
      }
      return enter(state, 'attached', bodies, nonce)
    },

    /** Forgets how the asker can be reached, and ends the mail about it; the question and its code stay. */
    async forget(code: string): Promise<void> {
      await reaching.forget(await stateOf(code))
      aftercare.owe()
    },
  }
}
