import { law } from '../../law/laws.ts'
import { nameKey } from '../../record/names/naming.ts'
import { found, groupRule, lacking, notFound } from '../rule.ts'

interface Holder {
  department: string
  division: string | null
  leads: boolean
  input: number
}

/** The key by which two items are the same: name, part, type and level, as names are compared. */
function keyOf(...parts: (string | null)[]): string {
  return parts.map(nameKey).join('|')
}

export const overlapWithoutLead = groupRule('responsibility', {
  id: 'C03',
  name: { zh: '职权重叠无牵头', en: 'Overlap without a lead' },
  definition: {
    zh: '同一地区、同一层级的同名事项由两个以上部门实施，却没有写明谁牵头',
    en: 'Two or more departments of one place hold the same item at the same level, and none is named as the lead',
  },
  basis: [law('d713', '11', '13')],
  why: { zh: '都管，出了事就都不管。', en: 'Where all are in charge, in the end nobody is.' },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '由两个以上部门实施的同名、同类型、同层级的有效事项',
    en: 'Items in force of one name, type and level that two or more departments hold',
  },
  value: { zh: '实施部门数', en: 'Departments' },
  falsePositives: [
    { zh: '法律规定由几个部门分别实施', en: 'The law shares it among departments' },
    { zh: '同名而内容不同', en: 'The same name for different things' },
  ],
  version: 2,
  by: 'item',
  observe({ state, history }, context) {
    if (state.status !== 'in_force' || state.level === null) return []
    const department = context.record(state.department)
    const observation: Holder = {
      department: state.department,
      division: department?.kind === 'department' ? department.divisionCode : null,
      leads: state.lead !== null || state.supporting.length > 0,
      input: history[0]?.index ?? 0,
    }
    return [{ group: keyOf(state.name, state.subItem, state.type, state.level), observation }]
  },
  applies: ({ observations }) => new Set(observations.map(({ department }) => department)).size > 1,
  assess({ observations }) {
    const inputs = observations.map(({ input }) => input)
    const places = new Map<string, Set<string>>()
    for (const { division, department, leads } of observations) {
      if (division === null || leads) continue
      places.set(division, (places.get(division) ?? new Set()).add(department))
    }
    const most = Math.max(0, ...[...places.values()].map(({ size }) => size))
    if (most > 1) return found({ value: most, threshold: 1, inputs })
    const unplaced = observations.filter(({ division, leads }) => division === null && !leads)
    return unplaced.length > 0
      ? lacking('not_recorded', 'divisionCode', inputs)
      : notFound({ value: most, threshold: 1, inputs })
  },
})
