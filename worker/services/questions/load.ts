/** Words of the public: records with their entries, and the texts that came in sealed. */
import type { CommentState } from '../../domain/kinds/comment/comment.ts'
import type { State } from '../../domain/kinds/kinds.ts'

import type { QuestionState } from '../../domain/kinds/question/state.ts'
import { dayAfter } from '../../domain/record/date.ts'
import { refuse } from '../../domain/record/guard.ts'
import { type Parts, partsOf } from '../../domain/record/spoken/cut.ts'
import { toBase64 } from '../../ledger/bytes.ts'
import { contentOf, readHistory, type StoredEntry } from '../../store/log/entries.ts'
import { recordOfCode } from '../../store/questions.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { todayOf } from '../submit/call.ts'
import { hashOfCode } from './code.ts'

/** Working days within which a text is read, as the platform promises; then it is looked at again. */
const READING_DAYS = 2

/** @throws Problem `not_found` */
export async function loadQuestion({ database }: Ledger, id: string): Promise<QuestionState> {
  const found = await readRecord(database, id)
  if (found?.state.kind === 'question') return found.state
  throw refuse('not_found', `没有提问 ${id}。`, `There is no question ${id}.`)
}

/** Kinds of record in which somebody of the public speaks. */
export const spokenKinds = ['question', 'comment'] as const

/** A record in which somebody of the public speaks. */
export type SpokenState = QuestionState | CommentState

/** True of a record in which somebody of the public speaks. */
export function isSpoken(state: State | undefined): state is SpokenState {
  return state?.kind === 'question' || state?.kind === 'comment'
}

/** @throws Problem `not_found` */
export async function loadSpoken({ database }: Ledger, id: string): Promise<SpokenState> {
  const state = (await readRecord(database, id))?.state
  if (isSpoken(state)) return state
  throw refuse('not_found', `没有提问或意见 ${id}。`, `There is no question or comment ${id}.`)
}

/** @throws Problem `not_found`, the same for every code that is none */
export async function loadByCode(ledger: Ledger, code: string): Promise<SpokenState> {
  const id = await recordOfCode(ledger.database, hashOfCode(code))
  if (id !== null) return loadSpoken(ledger, id)
  throw refuse(
    'not_found',
    '没有这个查询码：请核对后再输。',
    'There is no question or comment with this code: check it and type it again.',
    'code',
  )
}

/** One text that came in sealed, opened. */
export interface OpenedText extends Parts {
  /** Version of the record with which it came in, and its ledger index. */
  of: number
  index: number
  /** base64 */
  salt: string
  /** Canonical JSON of the body, over which with the salt its digest in the ledger is. */
  content: string
}

/** A text that came in sealed; null where it was lawfully erased. */
export async function openText(
  ledger: Ledger,
  history: readonly StoredEntry[],
  of: number,
): Promise<OpenedText | null> {
  const entry = history[of - 1]
  const body = entry === undefined ? null : await contentOf(ledger.atRest, entry)
  if (entry === undefined || body === null) return null
  const salt = toBase64(body.salt)
  return { of, index: entry.index, salt, content: body.content, ...partsOf(JSON.parse(body.content)) }
}

/** All texts of the asker that are still there, the oldest first. */
export async function openTexts(ledger: Ledger, state: SpokenState): Promise<OpenedText[]> {
  const history = await readHistory(ledger.database, state.id)
  const asked = state.texts.filter(({ by }) => by === 'asker')
  const opened = await Promise.all(asked.map(({ of }) => openText(ledger, history, of)))
  return opened.filter((one) => one !== null)
}

/** Visibility of a text that comes in: sealed for privacy, with the day by which it is read. */
export function sealedUntilRead({ now, calendar }: Pick<Ledger, 'now' | 'calendar'>) {
  const today = todayOf(now(), calendar.days.zone)
  const review = calendar.days.add(today, READING_DAYS) ?? dayAfter(today, 2 * READING_DAYS)
  return { visibility: 'sealed', ground: 'privacy', review } as const
}
