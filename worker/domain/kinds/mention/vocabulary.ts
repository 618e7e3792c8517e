/** The closed vocabularies of mentions, with their words. */
import { of, type Words } from '../../record/problem.ts'

export const mentionStatuses = {
  listed: of('列出', 'Listed'),
  withdrawn: of('不再列出', 'No longer listed'),
} as const satisfies Record<string, Words>

/** Reasons for which a mention is no longer listed. */
export const mentionEndings = {
  withdrawn: of('批注方已撤回或改指别处', 'Withdrawn over there, or it means another entry now'),
  gone: of('批注方不再有这条批注', 'The other ledger has it no more'),
  unreadable: of('批注内容已依法删除或不予公开', 'Its content was erased or is withheld over there'),
  unproven: of('对方的证据文件核对不成立', 'The evidence over there does not hold'),
  erased: of('被批注账目的内容已依法删除', 'The content of the annotated entry was erased'),
  unknown: of('批注方的账本不再在本站认得的账本之列', 'The other ledger is no longer among those known here'),
} as const satisfies Record<string, Words>

export type MentionEnding = keyof typeof mentionEndings
