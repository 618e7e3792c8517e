/** Refusals of texts of the public, each with what would be right. */
import { refuse } from '../guard.ts'
import type { Context } from '../lookup.ts'
import type { Spoken } from './text.ts'

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

/** @throws Problem `not_found` for a version with which no text came in; `wrong_state` where it was decided */
export function requirePending({ texts }: Spoken, of: number): void {
  const found = texts.find((one) => one.of === of)
  if (found === undefined)
    throw refuse(
      'not_found',
      `第 ${of} 条账目没有待审读的文字。`,
      `No text came in with version ${of}.`,
      'of',
    )
  if (found.publication !== 'pending')
    throw refuse('wrong_state', '这段文字已经审读过。', 'This text was decided on already.', 'of')
}
