/** A mapping on the spot, where a list of powers has headers that the mapping does not know. */
import type { GivenFile } from '../../intake/files/sheet.ts'
import { draftList, type ListDraft } from '../../intake/list/draft/draft.ts'
import type { Rejection } from '../../intake/list/rejection.ts'

/** Name of the drafted mapping, and of the file that it is to be saved as. */
const NAME = 'my-list'

/** The draft for files of which a sheet has no header that the mapping knows; null where they are no list of powers. */
export function draftOnTheSpot(
  files: readonly GivenFile[],
  rejections: readonly Rejection[],
): ListDraft | null {
  const isHeadless = rejections.some(({ row, sheet }) => row === 0 && sheet !== '')
  const draft = isHeadless ? draftList(files, NAME) : null
  return draft === null || draft.guessed === 0 ? null : draft
}

/** The draft in words, and as it is to be saved. */
export function spotText({ mapping, remarks }: ListDraft): string {
  const said = remarks.map(({ zh, en }) => `· ${zh}\n  ${en}\n`).join('')
  return `\n映射不认得这份清单的表头。按表头起草了一个：核对后存为 ${NAME}.json，再用 import ./${NAME}.json 导入。\nThe mapping does not know the header of this list. One was drafted by it: look it over, save it as ${NAME}.json and import ./${NAME}.json.\n${said}${JSON.stringify(mapping, null, 2)}\n`
}
