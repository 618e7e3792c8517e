/** Parts that look like personal data in an entry that is about to be made: said before it is made, and never a reason to refuse it. */

import { personalParts } from '../../../worker/domain/text/personal.ts'
import type { PreparedDraft } from '../../../worker/ledger/prepared.ts'
import type { Json } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'

/** Digests and ids: long runs of letters and figures without a space. */
const CODED = /^[\w+/=-]{40,}$/

/** All texts in the content of an entry. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') return CODED.test(value) ? [] : [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(textsIn)
}

/** Note above the button that enters: each part that was found, once; nothing where none was. */
export function PersonalNote({ drafts }: { drafts: readonly PreparedDraft[] }) {
  const { words, lang } = useDesk()
  const found = personalParts(drafts.flatMap(({ body }) => textsIn(body)))
  if (found.length === 0) return null
  const parts = found.join(lang === 'zh' ? '、' : ', ')
  return <p class="notice">{fill(words.check.personal, { parts })}</p>
}
