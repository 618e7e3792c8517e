/** Handing in what one person alone does not enter, also not on the machine: it waits for somebody else. */
import type { Json } from '../../ledger/canonical.ts'
import type { DraftView } from '../../services/drafts/draft.ts'
import { LOCAL_OPERATOR } from '../../services/roles.ts'
import type { Services } from '../../services/services.ts'

/** A draft of the operator on the machine, handed in. @throws Problem when what it says cannot be entered */
export async function handIn(
  { drafts }: Pick<Services, 'drafts'>,
  target: { kind: string; verb: string; record: string | null; department?: string; title: string },
  input: { [field: string]: Json },
): Promise<DraftView> {
  const begun = await drafts.begin(LOCAL_OPERATOR, { ...target, input })
  try {
    return (await drafts.submit(LOCAL_OPERATOR, begun.id, begun.version)).draft
  } catch (error) {
    await drafts.discard(LOCAL_OPERATOR, begun.id, begun.version)
    throw error
  }
}
