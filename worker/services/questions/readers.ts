/** Readers of what the public wrote before it is published, or where it is not. */
import { ownText, type SpokenText } from '../../domain/record/spoken/text.ts'
import type { Ledger } from '../open.ts'
import { type Caller, hasRight, mayFor } from '../roles.ts'
import { isApart } from './apart.ts'
import type { SpokenState } from './load.ts'

/** True of a text that the department which is asked may read: a moderator has, and has not diverted it. */
const isForAsked = ({ publication, ground }: SpokenText): boolean =>
  publication !== 'pending' && ground !== 'diverted'

/** True for the department that is asked, once a moderator has read what is asked of it, unless that was diverted. */
export function isAsked(caller: Caller, state: SpokenState): boolean {
  const own = ownText(state)
  const { department } = state
  return (
    own !== null &&
    isForAsked(own) &&
    department !== null &&
    caller.department === department &&
    mayFor(caller, 'record.write', department)
  )
}

/** True for a caller who may read every text of the asker before it is published, or where it is not. */
async function mayReadAll(ledger: Ledger, caller: Caller, state: SpokenState): Promise<boolean> {
  if (hasRight(caller, 'message.moderate') && (await isApart(ledger, caller, state))) return true
  return hasRight(caller, 'sealed.read')
}

/** Texts of the public that a caller may read, by the versions with which they came in; null for whoever may read none. */
export async function readableTexts(
  ledger: Ledger,
  caller: Caller,
  state: SpokenState,
): Promise<ReadonlySet<number> | null> {
  const isWhole = await mayReadAll(ledger, caller, state)
  if (!isWhole && !isAsked(caller, state)) return null
  return new Set(state.texts.filter((one) => isWhole || isForAsked(one)).map(({ of }) => of))
}
