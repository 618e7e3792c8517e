import { practice } from '../../law/laws.ts'
import type { DateText } from '../../record/date.ts'
import { nameKey, nameKeys } from '../../record/names/naming.ts'
import { isBefore, type Zoned } from '../measure/dates.ts'
import { indicesOf } from '../measure/inputs.ts'
import { found, groupRule, lacking, notFound } from '../rule.ts'

interface Signed {
  what: 'signed'
  officer: string
  at: DateText
  input: number
}

interface Seat {
  what: 'seat'
  /** Name of the holder and of the post: a ruling may be signed by either. */
  names: string[]
  from: DateText | null
  to: DateText | null
  hidden: boolean
}

const not = (value: boolean | null): boolean | null => (value === null ? null : !value)

/** True when the seat was held on that day; null when its dates leave that open. */
function isHeld(calendar: Zoned, { from, to }: Seat, at: DateText): boolean | null {
  const begun = from === null ? null : not(isBefore(calendar, at, from))
  const lasting = to === null ? true : not(isBefore(calendar, to, at))
  if (begun === false || lasting === false) return false
  return begun === null || lasting === null ? null : true
}

function standingOf(
  calendar: Zoned,
  { officer, at }: Signed,
  seats: readonly Seat[],
): 'held' | 'not_held' | 'no_seat' | 'open' {
  const own = seats.filter(({ names }) => names.includes(officer))
  if (own.length === 0) return 'no_seat'
  const held = own.map((seat) => isHeld(calendar, seat, at))
  return held.includes(true) ? 'held' : held.includes(null) ? 'open' : 'not_held'
}

export const signerNotInPost = groupRule(['decision', 'membership'], {
  id: 'O05',
  name: { zh: '离任签批', en: 'Signer not in post' },
  definition: {
    zh: '作出决定的人当时不在任，或该岗位当时无人在任',
    en: 'Whoever decided did not hold the post at the time, or nobody did',
  },
  basis: [practice('任职起止日期', 'The dates of a term of office')],
  why: { zh: '不在其位而签字，决定就没有负责人。', en: 'Who signs without the post answers for nothing.' },
  severity: 'high',
  audience: 'public',
  condition: {
    zh: '记录了决定者、也登记了任职的部门（按名称对应）',
    en: 'Departments whose rulings name an officer and whose terms of office are listed, matched by name',
  },
  value: { zh: '不在任时作出的决定数', en: 'Decisions taken out of post' },
  falsePositives: [
    { zh: '任职登记滞后，或由他人依法代理', en: 'Terms are listed late, or somebody acted lawfully' },
  ],
  seesWithheld: true,
  by: 'department',
  observe(subject): { group: string; observation: Signed | Seat }[] {
    const { state } = subject
    if (state.kind === 'membership') {
      const { member, role, from, to, status } = state
      const seat: Seat = {
        what: 'seat',
        names: [...nameKeys([member, role])],
        from,
        to,
        hidden: status === 'withheld',
      }
      return [{ group: state.department, observation: seat }]
    }
    const officer = nameKey(state.ruling?.officer)
    const at = state.ruling?.decidedAt
    if (officer === '' || at === undefined) return []
    const signed: Signed = {
      what: 'signed',
      officer,
      at,
      input: indicesOf(subject, 'decided').at(-1) ?? 0,
    }
    return [{ group: state.department, observation: signed }]
  },
  applies: ({ observations }) =>
    observations.some(({ what }) => what === 'signed') && observations.some(({ what }) => what === 'seat'),
  assess({ observations }, { calendar }) {
    const seats = observations.filter((one) => one.what === 'seat')
    const signed = observations
      .filter((one) => one.what === 'signed')
      .map((one) => ({ input: one.input, standing: standingOf(calendar, one, seats) }))
    const of = (standing: string): number[] =>
      signed.filter((one) => one.standing === standing).map(({ input }) => input)
    const out = of('not_held')
    if (out.length > 0)
      return seats.some(({ hidden }) => hidden)
        ? lacking('content_withheld', 'membership', out)
        : found({ value: out.length, threshold: 0, inputs: out })
    if (of('open').length > 0) return lacking('date_imprecise', 'membership/from', of('open'))
    if (of('no_seat').length > 0) return lacking('record_missing', 'membership', of('no_seat'))
    return notFound({ value: 0, threshold: 0, inputs: of('held') })
  },
})
