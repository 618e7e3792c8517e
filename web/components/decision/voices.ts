/** Votes and opinions of a step, counted: for a row of marks, and a sentence. Pure. */
import type { Lang } from '../../../worker/domain/record/problem.ts'
import { label } from '../../labels.ts'
import { type Fields, listIn, textIn } from '../../text/parts.ts'
import type { Shape } from '../Mark.tsx'

/** Side of a voice towards the ruling. */
export type Side = 'for' | 'against' | 'apart' | 'away'

export interface Voices {
  side: Side
  /** In words: 赞成, Reserve. */
  name: string
  n: number
}

export const SIDE_SHAPES: { readonly [side in Side]: Shape } = {
  for: 'full',
  against: 'triangle',
  apart: 'half',
  away: 'ring',
}

const SIDES: { readonly [code: string]: Side } = {
  yes: 'for',
  agree: 'for',
  no: 'against',
  disagree: 'against',
  abstain: 'apart',
  reserve: 'apart',
  defer: 'apart',
}
const ORDER: readonly Side[] = ['for', 'against', 'apart', 'away']

/** Counted from the roll call where there is one, else as the source counted, else from the opinions and who was away. */
export function voicesOf(lang: Lang, step: Fields): Voices[] {
  const ballots = listIn(step, 'ballots')
  if (ballots.length > 0)
    return counted(
      ballots.map((one) => [textIn(one, 'vote'), 1]),
      lang,
      'vote',
    )
  const counts = listIn(step, 'counts')
  if (counts.length > 0) {
    const given = counts.map(({ vote, count }) => [vote, count] as const)
    return counted(
      given.flatMap(([vote, count]) =>
        typeof vote === 'string' && typeof count === 'number' ? [[vote, count]] : [],
      ),
      lang,
      'vote',
    )
  }
  const opinions = listIn(step, 'opinions')
  if (opinions.length === 0) return []
  const away = listIn(step, 'attendance')
    .filter((one) => textIn(one, 'role') !== 'attendee')
    .map((one) => textIn(one, 'presence'))
    .filter((presence) => presence === 'absent' || presence === 'excused')
  return [
    ...counted(
      opinions.map((one) => [textIn(one, 'stance'), 1]),
      lang,
      'stance',
    ),
    ...counted(
      away.map((presence) => [presence, 1]),
      lang,
      'presence',
    ),
  ]
}

function counted(
  given: readonly (readonly [code: string | null, n: number])[],
  lang: Lang,
  set: 'vote' | 'stance' | 'presence',
): Voices[] {
  const sums = new Map<string, number>()
  for (const [code, n] of given) if (code !== null) sums.set(code, (sums.get(code) ?? 0) + n)
  return [...sums]
    .filter(([, n]) => n > 0)
    .map(([code, n]) => ({ side: SIDES[code] ?? ('away' as const), name: label(lang, set, code), n }))
    .sort((a, b) => ORDER.indexOf(a.side) - ORDER.indexOf(b.side))
}

/** 同意 8，保留意见 1 */
export function voicesWords(lang: Lang, voices: readonly Voices[]): string {
  return voices
    .map(({ name, n }) => (lang === 'zh' ? `${name} ${n}` : `${name.toLowerCase()} ${n}`))
    .join(lang === 'zh' ? '，' : ', ')
}

/** Somebody who was not for it, with the reason where one was given. */
export interface Dissent {
  member: string
  stance: string
  reasons: string | null
}

/** Dissenters of a step, who said or voted otherwise, as far as they are named. */
export function dissentOf(lang: Lang, step: Fields): Dissent[] {
  const not = (code: string | null): code is string =>
    code === null ? false : ['against', 'apart'].includes(SIDES[code] ?? '')
  const said = listIn(step, 'opinions').flatMap((one): Dissent[] => {
    const stance = textIn(one, 'stance')
    if (!not(stance)) return []
    return [
      {
        member: textIn(one, 'member') ?? '',
        stance: label(lang, 'stance', stance),
        reasons: textIn(one, 'reasons'),
      },
    ]
  })
  const heard = new Set(said.map(({ member }) => member))
  const voted = listIn(step, 'ballots').flatMap((one): Dissent[] => {
    const [vote, member] = [textIn(one, 'vote'), textIn(one, 'member') ?? '']
    return !not(vote) || heard.has(member)
      ? []
      : [{ member, stance: label(lang, 'vote', vote), reasons: null }]
  })
  return [...said, ...voted]
}
