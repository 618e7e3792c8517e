/** Cells of an item in a published list of powers and responsibilities: what each field is printed as. */
import { label } from '../../kinds/labels.ts'
import type { LegalBasis, TimeLimit } from '../../kinds/responsibility/fields.ts'
import type { ResponsibilityState } from '../../kinds/responsibility/state.ts'
import type { Lang } from '../../record/problem.ts'

type Cell = (state: ResponsibilityState, lang: Lang) => string | null

const numbered = (items: readonly string[]): string => items.map((item, i) => `${i + 1}、${item}`).join('\n')
const bases = (items: readonly LegalBasis[]): string => items.map(({ text }) => text).join('\n')
const limitOf = (limit: TimeLimit | null, lang: Lang): string | null =>
  limit && (limit.text ?? `${limit.days} ${label(lang, 'unit', limit.unit)}`)

/** Duties keep their headings; numbers begin anew under each. */
function duties(state: ResponsibilityState): string {
  const lines: string[] = []
  let step: string | null = null
  let n = 0
  for (const duty of state.duties) {
    if (duty.step !== step && duty.step !== null) {
      lines.push(`${duty.step}：`)
      n = 0
    }
    step = duty.step
    n += 1
    lines.push(`${n}、${duty.text}`)
  }
  return lines.join('\n')
}

/** The cell of each field, in the order of the columns; null or empty for an empty one. */
export const RESPONSIBILITY_CELLS: { readonly [field: string]: Cell } = {
  itemCode: ({ itemCode }) => itemCode,
  name: ({ name }) => name,
  subItem: ({ subItem }) => subItem,
  // Of an item whose content is withheld nobody is told which type it is.
  type: ({ name, type, typeAsPrinted }) =>
    name === '' ? null : (typeAsPrinted ?? label('zh', 'type', type)),
  legalBases: ({ legalBases }) => bases(legalBases),
  implementer: ({ implementer }) => implementer,
  undertakingUnits: ({ undertakingUnits }) => undertakingUnits.join('、'),
  level: ({ level, levelAsPrinted }) =>
    levelAsPrinted ?? (level === null ? null : label('zh', 'level', level)),
  scope: ({ scope }) => scope,
  description: ({ description }) => description,
  duties,
  dutyBases: ({ dutyBases }) => bases(dutyBases),
  accountableRoles: ({ accountableRoles }) => numbered(accountableRoles),
  accountabilityCases: ({ accountabilityCases }) => numbered(accountabilityCases),
  exemptionCases: ({ exemptionCases }) => numbered(exemptionCases),
  supervision: ({ supervision }) => supervision,
  statutoryTimeLimit: ({ statutoryTimeLimit }, lang) => limitOf(statutoryTimeLimit, lang),
  promisedTimeLimit: ({ promisedTimeLimit }, lang) => limitOf(promisedTimeLimit, lang),
  fees: ({ fees }) => fees,
  applicants: ({ applicants }) => applicants,
  conditions: ({ conditions }) => numbered(conditions),
  materials: ({ materials }) => numbered(materials),
  handling: ({ handling }) => numbered(handling),
  forms: ({ forms }) => numbered(forms),
  place: ({ place }) => place,
  hours: ({ hours }) => hours,
  phone: ({ phone }) => phone,
  inForceFrom: ({ inForceFrom }) => inForceFrom,
  inForceTo: ({ inForceTo }) => inForceTo,
  remark: ({ remark }) => remark,
}
