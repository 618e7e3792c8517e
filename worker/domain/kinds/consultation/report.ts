/** Guard of the adoption report: no comment is left without an outcome and, unless adopted, a reason (D713 Art. 18). */
import { refuse } from '../../record/guard.ts'
import type { RecordHead } from '../../record/lookup.ts'
import { sortable } from '../comment/comment.ts'
import type { Adoption, Reporting } from './fields.ts'

/** Ids that a refusal names; of more it says the number. */
const NAMED = 10

const isBlank = (text: string | null | undefined): boolean => (text ?? '').trim() === ''

function listed(ids: readonly string[], separator: string, more: string): string {
  return ids.slice(0, NAMED).join(separator) + (ids.length > NAMED ? more : '')
}

/** @throws Problem `invalid` for a group without a reason, or without the words that were changed */
function requireReasoned({ outcome, reason, change, title }: Adoption, at: number): void {
  if (outcome !== 'adopted' && isBlank(reason))
    throw refuse(
      'invalid',
      `“${title}”不是全部采纳，须写明理由。`,
      `"${title}" is not adopted as a whole: say why.`,
      `groups/${at}/reason`,
    )
  if (outcome !== 'adopted') return
  const missing = (['before', 'after'] as const).find((side) => isBlank(change?.[side]))
  if (missing === undefined) return
  throw refuse(
    'invalid',
    `“${title}”已采纳，须写明草案修改前后的文字；新增的写“（无）”。`,
    `"${title}" is adopted: give the words of the draft before and after; "(none)" for what is new.`,
    `groups/${at}/change/${missing}`,
  )
}

/**
 * Guard of a report against the comments that came in.
 *
 * @param comments every comment of the consultation, in any state
 * @throws Problem `invalid` for what a group says; `wrong_state` while comments are unread or stand in no group
 */
export function requireComplete({ groups, unsorted }: Reporting, comments: readonly RecordHead[]): void {
  const known = new Map(comments.map((one) => [one.id, one]))
  const isSortable = ({ status }: RecordHead): boolean => sortable.some((one) => one === status)
  const names = new Set<string>()
  const placed = new Map<string, string>()
  groups.forEach((group, at) => {
    if (names.has(group.id))
      throw refuse(
        'invalid',
        `组号 ${group.id} 重复。`,
        `There are two groups ${group.id}.`,
        `groups/${at}/id`,
      )
    names.add(group.id)
    requireReasoned(group, at)
    if (group.comments.length === 0 && !((group.others ?? 0) > 0))
      throw refuse(
        'invalid',
        `“${group.title}”一组没有意见：请归入意见，或写明其他途径收到的件数（others）。`,
        `"${group.title}" holds no opinion: put comments in it, or say how many came otherwise (others).`,
        `groups/${at}/comments`,
      )
    group.comments.forEach((id, i) => {
      const field = `groups/${at}/comments/${i}`
      const found = known.get(id)
      if (found === undefined)
        throw refuse(
          'invalid',
          `${id} 不是这次征求意见收到的意见。`,
          `${id} is no comment of this consultation.`,
          field,
        )
      const first = placed.get(id)
      if (first !== undefined)
        throw refuse(
          'invalid',
          `意见 ${id} 已在 ${first} 组：一条意见只归一组。`,
          `The comment ${id} is in group ${first} already: each stands in one.`,
          field,
        )
      placed.set(id, group.id)
    })
  })
  const unread = comments.filter(({ status }) => status === 'received').map(({ id }) => id)
  if (unread.length > 0)
    throw refuse(
      'wrong_state',
      `还有 ${unread.length} 条意见未经审读，不能公布采纳情况：${listed(unread, '、', ' 等')}。`,
      `${unread.length} comments are not read by a moderator yet: ${listed(unread, ', ', ' and more')}. Report once they are.`,
      'groups',
    )
  const stray = comments.find((one) => placed.has(one.id) && !isSortable(one))
  if (stray !== undefined)
    throw refuse(
      'invalid',
      `意见 ${stray.id} 已由审读员终结，不归组。`,
      `The comment ${stray.id} was ended by a moderator and stands in no group.`,
      'groups',
    )
  const left = comments.filter((one) => isSortable(one) && !placed.has(one.id)).map(({ id }) => id)
  if (left.length > 0)
    throw refuse(
      'wrong_state',
      `还有 ${left.length} 条意见没有归组，须为 0 才能公布：${listed(left, '、', ' 等')}。`,
      `${left.length} comments stand in no group, and none may be left: ${listed(left, ', ', ' and more')}.`,
      'unsorted',
    )
  if (unsorted !== null && unsorted !== 0)
    throw refuse(
      'invalid',
      `没有未归组的意见，unsorted 应为 0，而不是 ${unsorted}。`,
      `No comment is left, so unsorted is 0 and not ${unsorted}.`,
      'unsorted',
    )
}
