import { commitmentsOf, type FlagState } from '../../kinds/flag/flag.ts'
import { isOpenFlag } from '../../kinds/flag/states.ts'
import { law } from '../../law/laws.ts'
import { daysApart, type Zoned } from '../measure/dates.ts'
import { entriesOf, indicesOf, mayBeHidden } from '../measure/inputs.ts'
import type { Missing } from '../missing.ts'
import { type Context, found, lackingAll, notFound, recordRule, type Subject } from '../rule.ts'

/** The event by which a flag ended. */
const ENDS = ['cleared', 'advised', 'explained', 'data_error', 'escalated', 'lapsed']

type Told = 'yes' | 'no' | Missing

/** True when a milestone was claimed as done long ago, and nobody has verified it since. */
function unverified(id: string, days: number, { calendar, today, record }: Context): Told {
  const state = record(id)
  if (state?.kind !== 'milestone') return { reason: 'record_missing', what: id }
  if (state.status === 'withheld' || mayBeHidden(state, 'claimed', 'verified', 'reopened'))
    return { reason: 'content_withheld', what: id }
  if (state.status !== 'claimed_done') return 'no'
  // It was claimed between the day on which it was done and the last entry: the state keeps no closer date.
  if (daysApart(calendar, state.latest, today).least > days) return 'yes'
  return state.metAt !== null && daysApart(calendar, state.metAt, today).most <= days
    ? 'no'
    : { reason: 'not_yet', what: id }
}

/** True when a later flag says that the end of this one did not last. */
function recurs(calendar: Zoned, later: FlagState, state: FlagState, endedAt: string, days: number): Told {
  const stands = isOpenFlag(later) || later.status === 'advised' || later.status === 'escalated'
  if (later.id === state.id || later.rule !== state.rule || !stands) return 'no'
  const { least, most } = daysApart(calendar, endedAt, later.listed)
  if (most < 1 || least > days) return 'no'
  return least >= 1 && most <= days ? 'yes' : { reason: 'date_imprecise', what: later.id }
}

/** Later flags of the same rule about the same record, once this one has ended. */
function recurrences(subject: Subject<FlagState>, days: number, context: Context): [string, Told][] {
  const { state } = subject
  const endedAt = entriesOf(subject, ...ENDS).at(-1)?.envelope.occurred
  if (isOpenFlag(state) || endedAt === undefined || state.rule === null) return []
  return context
    .pointing(state.subject, 'subject')
    .flatMap((one): [string, Told][] =>
      one.kind === 'flag' ? [[one.id, recurs(context.calendar, one, state, endedAt, days)]] : [],
    )
}

export const unverifiedRemedy = recordRule('flag', {
  id: 'I02',
  name: { zh: '整改未核验', en: 'Unverified remedy' },
  definition: {
    zh: '整改节点申报完成 30 日后仍未核验，或者了结后 12 个月内同一对象再次触发同一规则',
    en: 'A remedy was claimed 30 days ago and is not verified, or the same rule was raised of the same record again within 12 months',
  },
  basis: [law('inspection', '18')],
  why: {
    zh: '整改只凭申报，不核验就会反复。',
    en: 'What is put right on paper alone goes wrong again.',
  },
  severity: 'high',
  audience: 'inspectors',
  condition: {
    zh: '另提建议了结的预警，以及答复中作出承诺的预警',
    en: 'Flags that ended with advice, and flags in whose answer something was committed to',
  },
  value: {
    zh: '未核验的节点与再次触发的预警',
    en: 'Milestones not verified, and flags raised again',
  },
  parameters: {
    days: {
      default: 30,
      least: 1,
      most: 3650,
      unit: { zh: '日', en: 'days' },
      words: { zh: '申报后核验的时间（默认值）', en: 'Time to verify what was claimed (a default)' },
    },
    again: {
      default: 365,
      least: 30,
      most: 3650,
      unit: { zh: '日', en: 'days' },
      words: {
        zh: '了结后多久之内再次触发才算（默认值）',
        en: 'How long after the outcome it counts as again (a default)',
      },
    },
  },
  falsePositives: [
    { zh: '已核验而未入账', en: 'It was verified and that is not logged' },
    { zh: '对同一笔过去的账再次提出', en: 'The same past entries were raised once more' },
  ],
  version: 2,
  applies: ({ state }) => state.status === 'advised' || commitmentsOf(state).length > 0,
  assess(subject, context, { days, again }) {
    const { state } = subject
    const inputs = indicesOf(subject, 'raised', 'responded', ...ENDS)
    const commitments = commitmentsOf(state)
    const told: [string, Told][] = [
      ...commitments.map((id): [string, Told] => [id, unverified(id, days, context)]),
      ...recurrences(subject, again, context),
    ]
    const wrong = told.flatMap(([id, one]) => (one === 'yes' ? [id] : []))
    if (wrong.length > 0) return found({ value: wrong.join(', '), inputs })
    const missing = told.flatMap(([, one]) => (typeof one === 'string' ? [] : [one]))
    if (mayBeHidden(state, 'responded', ...ENDS))
      missing.push({ reason: 'content_withheld', what: 'commitments' })
    if (commitments.length === 0 && state.rule === null)
      missing.push({ reason: 'not_recorded', what: 'commitment' })
    return missing.length > 0 ? lackingAll(missing, inputs) : notFound({ inputs })
  },
})
