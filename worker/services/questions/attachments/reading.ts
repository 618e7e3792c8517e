/**
 * Reading of documents of the public: who may follows from what became of each at the moderator's, and from nothing that
 * anybody else writes.
 */
import { kindOfRecord } from '../../../domain/kinds/table.ts'
import { readRecord } from '../../../store/records/records.ts'
import type { Access } from '../../accounts/access-log.ts'
import type { Ledger } from '../../open.ts'
import type { Caller } from '../../roles.ts'
import { isSpoken, openTexts, spokenKinds } from '../load.ts'
import { readableTexts } from '../readers.ts'

/** True for the id of a record under which documents of the public are kept. */
export function isSpokenId(id: string): boolean {
  const kind = kindOfRecord(id)
  return spokenKinds.some((one) => one === kind)
}

/** Reading of documents of the public. Each look at one that is not published is noted first. */
export function createAttachmentReading(ledger: Ledger, access: Access) {
  /**
   * @param record under which it was kept
   * @param caller null for the public
   * @param request id of the request, for the access log
   * @returns null for whoever may not read it, and where the record names no such document
   */
  return async function look(
    record: string,
    sha256: string,
    caller: Caller | null,
    request: string,
  ): Promise<{ isPublic: boolean } | null> {
    const state = (await readRecord(ledger.database, record))?.state
    if (!isSpoken(state)) return null
    if (state.texts.some(({ attachment }) => attachment?.sha256 === sha256)) return { isPublic: true }
    const open = caller === null ? null : await readableTexts(ledger, caller, state)
    if (caller === null || open === null) return null
    const found = (await openTexts(ledger, state)).find(
      ({ of, attachment }) => attachment?.sha256 === sha256 && open.has(of),
    )
    if (found === undefined) return null
    await access.note(caller.account, 'read_document', String(found.index), request)
    return { isPublic: false }
  }
}
