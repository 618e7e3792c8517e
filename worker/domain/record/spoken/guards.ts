/** Refusals of texts of the public, each with what would be right. */
import type { Entering, EnteringBody } from '../entered/annulment.ts'
import { refuse } from '../guard.ts'
import type { Context } from '../lookup.ts'
import type { ReadOf } from '../shape.ts'
import { MOST_ATTACHED, type publishing } from './fields.ts'
import { isContestable, isToRead, type Spoken, type SpokenText, takesAttachment } from './text.ts'

/** @throws Problem `invalid` unless the entry is sealed: nobody but a moderator puts the text in the open */
export function requireSealed({ visibility }: Context): void {
  if (visibility === 'sealed') return
  throw refuse(
    'invalid',
    '公众的文字先封存收下，由审读人读过后公开。',
    'What the public writes comes in sealed, and is published once a moderator has read it.',
    'visibility',
  )
}

/** @throws Problem `wrong_state` where as many documents came in as may */
export function requireRoomForAttachment(state: Spoken): void {
  if (takesAttachment(state)) return
  const { documents } = MOST_ATTACHED
  throw refuse(
    'wrong_state',
    `每件至多附 ${documents} 份文件，已满 ${documents} 份；这次的都没有收下，先前的都在。`,
    `It takes ${documents} documents at the most, and has them: none of these was kept, and all of those are there.`,
    'attachment',
  )
}

/** @throws Problem `not_found` for a version with which no text came in */
function requireText({ texts }: Spoken, of: number): SpokenText {
  const found = texts.find((one) => one.of === of)
  if (found !== undefined) return found
  throw refuse('not_found', `第 ${of} 条账目没有待审读的文字。`, `No text came in with version ${of}.`, 'of')
}

/** @throws Problem `not_found` for a version with which no text came in; `wrong_state` where it was decided */
export function requirePending(state: Spoken, of: number): void {
  if (isToRead(requireText(state, of))) return
  throw refuse('wrong_state', '这段文字已经审读过。', 'This text was decided on already.', 'of')
}

/** @throws Problem `invalid` for a copy of what is no document, or one that is said to be as it came in */
export function requireCopy({ attachment, copied, opens }: ReadOf<typeof publishing>): void {
  if (copied.length === 0 || (attachment !== null && opens === null)) return
  throw refuse(
    'invalid',
    '隐去部分后的副本只用来代替附件，公开时写明它不是原件。',
    'A copy without some parts stands in the place of a document alone, and is not said to be as it came in.',
    'copy',
  )
}

/** @throws Problem `not_found`; `wrong_state` for a text that nobody has cut or withheld, or that two have read */
export function requireContestable(state: Spoken, of: number): void {
  if (isContestable(requireText(state, of))) return
  throw refuse(
    'wrong_state',
    '只有被隐去部分或不公开的文字，可以请另一位审读人再读，每段一次。',
    'Another moderator can be asked for where a text was cut or withheld, once for each text.',
    'of',
  )
}

/**
 * Refusal of what would silence somebody outside: what they said is crossed out only where the same stands in another
 * record that is kept, and never put back to before they said it.
 *
 * @throws Problem `wrong_state`
 */
export function requireNotSilenced(event: Entering, { duplicateOf, fields }: EnteringBody): void {
  if (event === 'annulled' && (duplicateOf ?? null) !== null) return
  if (event === 'reinstated' && (fields ?? null) === null) return
  throw refuse(
    'wrong_state',
    '有人提过、说过的，谁也不能划掉：只有同一件事另有一条保留时（duplicateOf）才能作废，也不能恢复到以前或重新登记。',
    'Nobody crosses out that somebody asked or had a say: it is annulled only as a duplicate of a record that is kept (duplicateOf), and neither put back nor entered anew.',
    event === 'annulled' ? 'duplicateOf' : undefined,
  )
}
