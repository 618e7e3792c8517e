/** Withheld content, for those whom the law lets read it. Each look is noted before anything is shown. */
import { refuse } from '../../domain/record/guard.ts'
import { toBase64 } from '../../ledger/bytes.ts'
import type { Envelope } from '../../ledger/envelope-shape.ts'
import { contentOf, envelopeOf, readEntry } from '../../store/log/entries.ts'
import type { Access } from '../accounts/access-log.ts'
import type { Ledger } from '../open.ts'
import { keeperIn, mayOpen } from '../records/keepers.ts'
import { type Caller, requireRight } from '../roles.ts'
import { maySeeSealed } from './sealed.ts'

export interface WithheldView {
  index: number
  envelope: Envelope
  /** Canonical JSON of the body, and the salt with which its digest stands in the envelope. */
  content: string
  salt: string
  /** True for a reader who may draft its opening. */
  opens: boolean
}

/** Reading of withheld content in one ledger; each look stands in the access log. */
export function createWithheld(ledger: Ledger, access: Access) {
  return {
    /**
     * The content of a sealed entry: for inspectors and auditors, and for the department that logged it.
     *
     * @param request id of the request, for the access log
     * @throws Problem `not_allowed`, `not_found`
     */
    async read(caller: Caller, index: number, request: string): Promise<WithheldView> {
      const entry = await readEntry(ledger.database, index)
      const envelope = entry === null ? null : envelopeOf(entry)
      if (!maySeeSealed(caller, envelope)) requireRight(caller, 'sealed.read', null)
      if (entry === null || envelope === null)
        throw refuse('not_found', `没有账目 ${index}。`, `There is no entry ${index}.`, 'index')
      if (envelope.visibility !== 'sealed')
        throw refuse(
          'wrong_state',
          '这条账目的内容是公开的。',
          'The content of this entry is public.',
          'index',
        )
      await access.note(caller.account, 'read_sealed', String(index), request)
      const body = await contentOf(ledger.atRest, entry)
      if (body === null)
        throw refuse('not_found', '内容已依法删除。', 'The content was lawfully erased.', 'index')
      const opens = mayOpen(caller, envelope, await keeperIn(ledger.database, envelope))
      return { index, envelope, content: body.content, salt: toBase64(body.salt), opens }
    },
  }
}
