import type { DecisionState } from '../../kinds/decision/state.ts'
import { law } from '../../law/laws.ts'
import { indicesOfFields } from '../measure/inputs.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** The five matters of D713 Art. 3. */
const MAJOR = new Set(['public_policy', 'plan', 'resources', 'public_works', 'other_major'])

/** Signs in the record that it was a major decision. */
function signs({ matter, catalogueEntry, applicability }: DecisionState): string[] {
  return [
    ...(matter !== null && MAJOR.has(matter) ? [`matter: ${matter}`] : []),
    ...(catalogueEntry === null ? [] : ['catalogueEntry']),
    ...(applicability.affectsVitalInterests === true ? ['affectsVitalInterests'] : []),
    ...(applicability.stabilityOrSafetyRisk === true ? ['stabilityOrSafetyRisk'] : []),
  ]
}

export const underClassified = recordRule('decision', {
  id: 'P20',
  name: { zh: '降格规避', en: 'Under-classified' },
  definition: {
    zh: '按一般决策办理，而事项属重大决策的五类、列入决策事项目录，或记明涉及切身利益、稳定安全',
    en: 'Handled as ordinary, though its matter is one of the five, it stands in the catalogue, or vital interests, stability or safety are concerned',
  },
  basis: [law('d713', '3')],
  why: { zh: '降为一般事项，就绕开了全部程序。', en: 'What is called ordinary escapes the whole procedure.' },
  severity: 'high',
  audience: 'inspectors',
  condition: { zh: '类别为一般决策的决策', en: 'Decisions of the class ordinary' },
  value: { zh: '像重大决策的地方', en: 'What speaks for a major decision' },
  falsePositives: [{ zh: '目录条目只是沾边', en: 'The catalogue entry only touches the matter' }],
  applies: ({ state }) => state.class === 'ordinary',
  assess(subject) {
    const { state } = subject
    const inputs = indicesOfFields(subject, 'class', 'matter', 'catalogueEntry', 'applicability')
    const seen = signs(state)
    if (seen.length > 0) return found({ value: seen.join(', '), inputs })
    const said =
      state.matter !== null ||
      (state.applicability.affectsVitalInterests !== undefined &&
        state.applicability.stabilityOrSafetyRisk !== undefined)
    return said ? notFound({ inputs }) : lacking('fact_not_stated', 'matter', inputs)
  },
})
