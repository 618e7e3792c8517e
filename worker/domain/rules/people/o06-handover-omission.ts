import { recordsOf } from '../../kinds/handover/handover.ts'
import { practice } from '../../law/laws.ts'
import { nameKey } from '../../record/names/naming.ts'
import { isBefore, type Zoned } from '../measure/dates.ts'
import { eventOf } from '../measure/inputs.ts'
import { MATTERS } from '../measure/units.ts'
import { type Context, found, type Group, groupRule, lacking, notFound } from '../rule.ts'

interface Handed {
  what: 'handed'
  post: string
  records: string[]
  on: string
  input: number
}

interface Item {
  what: 'item'
  id: string
  post: string
  milestone: boolean
  listed: string
  open: boolean
  doneOn: string | null
  input: number
}

type Seen = Handed | Item

const UNDER_WAY = new Set([
  'adopted',
  'promulgated',
  'executing',
  'suspended',
  'scheduled',
  'in_progress',
  'claimed_done',
])

/** The department of the group is no more: whatever was open had to be handed over. */
function isGone({ id }: Group<Seen>, { record }: Context): boolean {
  const department = record(id)
  return (
    department?.kind === 'department' && (department.status === 'merged' || department.status === 'abolished')
  )
}

/** True when an item was open on the day of a hand-over; null when the dates leave that open. */
function wasOpen(calendar: Zoned, { listed, open, doneOn }: Item, on: string): boolean | null {
  const late = isBefore(calendar, on, listed)
  if (late === true || (!open && doneOn === null)) return false
  const done = doneOn === null ? false : isBefore(calendar, doneOn, on)
  return late === null || done === null ? null : !done
}

export const handoverOmission = groupRule(['handover', 'decision', 'milestone'], {
  id: 'O06',
  name: { zh: '交接遗漏', en: 'Hand-over omission' },
  definition: {
    zh: '岗位交接时在办的节点不在清单中，或部门撤并后在办事项无人接收',
    en: 'A milestone open at the hand-over of a post is not in its inventory, or a matter open when the department ended was handed to nobody',
  },
  basis: [practice('责任交接清单', 'The inventory of a hand-over')],
  why: {
    zh: '人走事留，没有交到的事就没有人管。',
    en: 'People go and matters stay: what was not handed over is nobody’s.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '有岗位交接生效，或已撤并的部门',
    en: 'Departments with a hand-over of a post in effect, or that were merged or abolished',
  },
  value: { zh: '遗漏的事项数', en: 'Matters left out' },
  unit: MATTERS,
  falsePositives: [
    { zh: '事项由另一岗位接办而未入账', en: 'Another post took it over, which is not logged' },
  ],
  by: 'department',
  observe({ state, history }): { group: string; observation: Seen }[] {
    const group = state.department
    const input = history[0]?.index ?? 0
    if (state.kind === 'handover') {
      if (state.status !== 'accepted' && state.status !== 'effective') return []
      const effected = history.find((entry) => eventOf(entry) === 'effected')
      const on = state.effectiveOn ?? effected?.envelope.occurred ?? state.changed
      const post = nameKey(state.fromPost)
      return [{ group, observation: { what: 'handed', post, records: recordsOf(state), on, input } }]
    }
    const milestone = state.kind === 'milestone'
    const observation: Item = {
      what: 'item',
      id: state.id,
      post: milestone ? nameKey(state.ownerPost) : '',
      milestone,
      listed: state.listed,
      open: UNDER_WAY.has(state.status),
      doneOn: milestone ? state.metAt : null,
      input,
    }
    return [{ group, observation }]
  },
  applies: (group, context) =>
    group.observations.some((one) => one.what === 'handed' && one.post !== '') || isGone(group, context),
  assess(group, context) {
    const handed = group.observations.filter((one) => one.what === 'handed')
    const items = group.observations.filter((one) => one.what === 'item')
    const covered = new Set(handed.flatMap(({ records }) => records))
    const posts = handed.filter(({ post }) => post !== '')
    const gone = isGone(group, context)
    const standings = items
      .filter(({ id }) => !covered.has(id))
      .map((item) => {
        if (gone && item.open) return { item, left: true }
        const own = posts
          .filter(({ post }) => post === item.post)
          .map(({ on }) => wasOpen(context.calendar, item, on))
        return { item, left: own.includes(true) ? true : own.includes(null) ? null : false }
      })
    const left = standings.filter(({ left: one }) => one === true).map(({ item }) => item.input)
    const inputs = [...handed.map(({ input }) => input), ...left]
    if (left.length > 0) return found({ value: left.length, threshold: 0, inputs })
    if (standings.some(({ left: one }) => one === null)) return lacking('date_imprecise', 'listed', inputs)
    const nameless = items.some(({ milestone, open, post }) => milestone && open && post === '')
    return posts.length > 0 && nameless
      ? lacking('not_recorded', 'ownerPost', inputs)
      : notFound({ value: 0, threshold: 0, inputs })
  },
})
