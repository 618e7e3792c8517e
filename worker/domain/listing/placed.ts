/** Beside the table of kinds, which a reader's browser has without what kinds say of their lists. */
import { kindOf, type ListedKind, listedKinds } from '../kinds/table.ts'

/** Kinds whose records may have places on a map. */
export const placedKinds: readonly ListedKind[] = listedKinds.filter(
  (kind) => kindOf(kind).filters.placed !== undefined,
)
