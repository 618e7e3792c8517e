/** 回执: the answer to whoever wrote, with the code that is shown once and the proof of what was received. */
import { refuse } from '../../domain/record/guard.ts'
import type { channels } from '../../domain/record/spoken/vocabulary.ts'
import type { Ledger } from '../open.ts'
import type { EvidenceFiles } from '../read/evidence/file.ts'
import type { Caller } from '../roles.ts'
import type { Outcome } from '../submit/call.ts'
import { loadSpoken, type OpenedText, openTexts } from './load.ts'

/** Desk that takes a text in for somebody else, the way by which it came, and its time. */
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

/** Refusal of a form that was received before: its code was shown then. */
export const receivedBefore = () =>
  refuse(
    'unchanged',
    '这张表单已经提交并收到，查询码在提交后的页面上，只显示一次。要另提一件，请重新打开表单。',
    'This form was sent and received before; its code was on the page after it, and is shown once. Open the form anew to send something else.',
  )

/**
 * The receipt of what was just received.
 *
 * @throws Problem `unchanged` for a form that was received before: its code was shown then
 */
export async function receiptOf(
  ledger: Ledger,
  evidenceFiles: EvidenceFiles,
  { id, code, outcome }: Pick<Received, 'id' | 'code' | 'outcome'>,
): Promise<Received> {
  if (outcome.repeated) throw receivedBefore()
  const texts = await openTexts(ledger, await loadSpoken(ledger, id))
  // It is received whatever comes of its file: nothing must keep the code from whoever wrote.
  const evidence = await evidenceFiles.of(id, texts).catch(() => null)
  return { id, code, outcome, texts, evidence }
}
