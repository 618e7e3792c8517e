/** Records of which the opening is not shown: withheld, or erased. */
import { memberOf } from '../json.ts'

/**
 * True while nothing is shown of what a record was opened with: what its fields hold then is what stands for nothing,
 * such as `other` for a type, and says nothing of it. A correction that names the record shows it again.
 */
export function isOpeningHidden(state: object): boolean {
  const sealed = memberOf(state, 'sealed')
  // Responsibilities keep no trace of what is withheld.
  if (!Array.isArray(sealed)) return memberOf(state, 'name') === ''
  const title = memberOf(state, 'title') ?? memberOf(state, 'name')
  return (title ?? '') === '' && sealed.some((part) => memberOf(part, 'seq') === 1)
}
