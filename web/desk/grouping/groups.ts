/** Groups of an adoption report while they are made: which comments stand in which, and which stand in none. Pure. */
import { type Campaign, campaigns } from '../../../worker/domain/kinds/comment/campaigns.ts'
import type { SaidComment } from '../../../worker/domain/kinds/consultation/adoption.ts'
import { bare, runsOf, similarity } from '../../../worker/domain/text/similarity.ts'
import { type Fields, fieldsIn, listIn, textIn } from '../form/fields/value.ts'

/** Likeness from which another wording is chosen beside the one that is looked at. */
const ALIKE = 0.25

/** One group as it is written: its fields, and the ids of its comments. */
export interface Group {
  id: string
  fields: Fields
  comments: readonly string[]
}

/** Comments of one wording that stand at one place: in one group, or in none. */
export interface Wording {
  /** Id of the first of them. */
  key: string
  first: SaidComment
  all: readonly SaidComment[]
}

/** The groups of what is written so far. */
export function groupsIn(whole: Fields): Group[] {
  return listIn(whole.groups).map((one) => {
    const fields = fieldsIn(one)
    return { id: textIn(fields.id), fields, comments: listIn(fields.comments).map(textIn) }
  })
}

/** The whole report as it is written, with these groups. */
export function withGroups(whole: Fields, groups: readonly Group[]): Fields {
  return {
    ...whole,
    groups: groups.map(({ id, fields, comments }) => ({ ...fields, id, comments: [...comments] })),
  }
}

/** The groups without these comments, which stand in none then. */
export function takenOut(groups: readonly Group[], ids: readonly string[]): Group[] {
  const out = new Set(ids)
  return groups.map((group) => ({ ...group, comments: group.comments.filter((id) => !out.has(id)) }))
}

/** The groups with these comments in one of them, and so in no other. */
export function placed(groups: readonly Group[], ids: readonly string[], into: string): Group[] {
  const wanted = [...new Set(ids)]
  return takenOut(groups, wanted).map((group) =>
    group.id === into ? { ...group, comments: [...group.comments, ...wanted] } : group,
  )
}

/** The groups and a new one with these comments. */
export function begun(
  groups: readonly Group[],
  ids: readonly string[],
  title: string,
): { groups: Group[]; id: string } {
  const taken = new Set(groups.map((group) => group.id))
  let n = groups.length + 1
  while (taken.has(`g${n}`)) n += 1
  const id = `g${n}`
  const fresh: Group = { id, fields: { title }, comments: [] }
  return { groups: placed([...groups, fresh], ids, id), id }
}

/** The groups without one of them; its comments stand in none then. */
export function dissolved(groups: readonly Group[], id: string): Group[] {
  return groups.filter((group) => group.id !== id)
}

/** Group of each comment by its id; one that stands in none is absent. */
export function places(groups: readonly Group[]): Map<string, string> {
  return new Map(groups.flatMap(({ id, comments }) => comments.map((one): [string, string] => [one, id])))
}

/** The part of a campaign that stands at one place, each comment alone where it was taken apart. */
function partOf({ all }: Campaign<SaidComment>, isHere: (id: string) => boolean, apart: boolean): Wording[] {
  const here = all.filter(({ id }) => isHere(id))
  const [first] = here
  if (first === undefined) return []
  return apart
    ? here.map((one) => ({ key: one.id, first: one, all: [one] }))
    : [{ key: first.id, first, all: here }]
}

/**
 * Wordings at one place, those that most people sent first.
 *
 * @param into id of a group; null for what stands in none
 * @param apart first comments of campaigns whose comments are listed one by one
 */
export function wordingsAt(
  all: readonly Campaign<SaidComment>[],
  groups: readonly Group[],
  into: string | null,
  apart: ReadonlySet<string> = new Set(),
): Wording[] {
  const where = places(groups)
  const isHere = (id: string): boolean => (where.get(id) ?? null) === into
  return all
    .flatMap((one) => partOf(one, isHere, apart.has(one.first.id)))
    .sort((a, b) => b.all.length - a.all.length)
}

/** Wordings in whose text the words are, whatever their width, case and punctuation. All of them for no words. */
export function having(wordings: readonly Wording[], words: string): Wording[] {
  const wanted = words
    .split(/\s+/)
    .map(bare)
    .filter((one) => one !== '')
  if (wanted.length === 0) return [...wordings]
  return wordings.filter(({ all }) => {
    const text = bare(all.map(({ text: one }) => one ?? '').join('\n'))
    return wanted.every((one) => text.includes(one))
  })
}

/** Keys of the wordings that read like one of them, itself among them. */
export function alikeTo(wordings: readonly Wording[], key: string): string[] {
  const own = wordings.find((one) => one.key === key)
  if (own === undefined) return []
  const runs = runsOf(own.first.text ?? '')
  return wordings.flatMap(({ key: other, first }) =>
    other === key || (similarity(runs, runsOf(first.text ?? '')) ?? 0) >= ALIKE ? [other] : [],
  )
}

/** A title for a group of comments: the beginning of the first that has a text. */
export function titleFrom(wordings: readonly Wording[]): string {
  const text = wordings.find(({ first }) => first.text !== null)?.first.text ?? ''
  const [sentence = ''] = text.split(/[。！？!?\n]/)
  const letters = [...sentence.trim()]
  return letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : letters.join('')
}

/** Comments by wording. */
export function byWording(comments: readonly SaidComment[]): Campaign<SaidComment>[] {
  return campaigns(comments)
}
