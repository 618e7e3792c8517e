import { TAKEN } from '../../kinds/decision/procedure.ts'
import type { DecisionState } from '../../kinds/decision/state.ts'
import { practice } from '../../law/laws.ts'
import { procedureOf } from '../../procedure/expected.ts'
import type { Procedures } from '../../procedure/procedures.ts'
import { d713 } from '../../procedure/profiles/d713.ts'
import { indicesOf, indicesOfFields, indicesOfSteps } from '../measure/inputs.ts'
import { STEP_EVENTS, whyUnknown } from '../measure/procedure-steps.ts'
import { found, lacking, lackingAll, notFound, recordRule } from '../rule.ts'

/** Steps of Order 713 have rules of their own, from P01 on: they are the very same in a procedure that adds to it. */
const ASKED_ELSEWHERE = new Set(d713.steps)

function ownSteps(state: DecisionState, procedures: Procedures): Set<string> {
  const steps = procedures.of(state)?.steps ?? []
  return new Set(steps.flatMap((one) => (ASKED_ELSEWHERE.has(one) ? [] : [one.id])))
}

export const stepMissing = recordRule('decision', {
  id: 'P23',
  name: { zh: '缺少程序规则要求的步骤', en: 'A step of its procedure is missing' },
  definition: {
    zh: '已作出决定，其程序规则要求的步骤却没有记录（《重大行政决策程序暂行条例》的步骤见 P01 等）',
    en: 'Taken, and a step that its procedure asks for was not recorded (for the steps of Order 713 see P01 and others)',
  },
  basis: [
    practice('决策所适用的程序规则，见该决策的页面', 'The procedure of the decision, named on its page'),
  ],
  why: {
    zh: '程序由谁规定，就按谁的规定走完。',
    en: 'Whoever laid a procedure down, it is gone through to its end.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '已作出决定、适用其他程序规则（如地方立法机关的）的决策',
    en: 'Decisions that were taken under another procedure, as that of a local legislature',
  },
  value: { zh: '缺少的步骤数', en: 'Missing steps' },
  falsePositives: [
    { zh: '步骤已做，来源没有记', en: 'The step took place and the source does not say so' },
    {
      zh: '来源用了程序规则不认识的名称',
      en: 'The source calls it by a name that the procedure does not know',
    },
  ],
  applies: ({ state }, { procedures }) => TAKEN.has(state.status) && ownSteps(state, procedures).size > 0,
  assess(subject, { procedures }) {
    const { state } = subject
    const wanted = ownSteps(state, procedures)
    const own = procedureOf(state, procedures).filter(({ step }) => wanted.has(step))
    const inputs = [
      ...indicesOfFields(subject, 'class', 'procedure', 'applicability'),
      ...indicesOfSteps(
        subject,
        own.flatMap(({ steps }) => steps),
      ),
    ]
    const missing = own.filter(({ standing }) => standing === 'missing')
    if (missing.length > 0)
      return (
        whyUnknown(subject, 'steps') ??
        found({
          value: missing.length,
          threshold: 0,
          inputs: [...inputs, ...indicesOf(subject, 'decided', ...STEP_EVENTS)],
        })
      )
    if (own.some(({ standing }) => standing === 'under_way')) return lacking('date_missing', 'steps', inputs)
    const open = own.filter(({ standing }) => standing === 'unknown')
    return open.length > 0
      ? lackingAll([{ reason: 'fact_not_stated', what: 'applicability' }], inputs)
      : notFound({ value: 0, threshold: 0, inputs })
  },
})
