import { describe, expect, it } from 'vitest'
import { decisionRulesOf } from '../../../worker/domain/kinds/decision/decision.ts'
import type { DecisionState } from '../../../worker/domain/kinds/decision/state.ts'
import { decisionClasses } from '../../../worker/domain/kinds/decision/vocabulary.ts'
import { decidingFacts } from '../../../worker/domain/procedure/deciding.ts'
import { procedureOf } from '../../../worker/domain/procedure/expected.ts'
import { parseProcedures } from '../../../worker/domain/procedure/procedures.schema.ts'
import { builtIn, createProcedures } from '../../../worker/domain/procedure/procedures.ts'

const base = {
  ...{ id: 'dec-1', seq: 1, department: 'dep-a', listed: '', changed: '', latest: '', corrections: 0 },
  ...{ transferred: [], sealed: [], sourceChanges: [] },
}
const proposal = (of: string, applicability: DecisionState['applicability'] = {}): DecisionState =>
  decisionRulesOf.begin(base, decisionRulesOf.fields.read({ class: of, applicability }), false)

describe('facts that decide the steps of a decision', () => {
  it('are those whose answer changes what is required, with the steps', () => {
    const found = new Map(
      decidingFacts(proposal('major_admin'), builtIn).map(({ fact, steps }) => [fact, steps]),
    )
    expect(found.get('technical')).toMatchObject([
      { step: 'expert_review', yes: 'required', no: 'not_required' },
    ])
    expect(found.get('nonDisclosable')?.map(({ step, no }) => [step, no])).toEqual([
      ['participation', 'required'],
      ['promulgation', 'required'],
    ])
    expect(found.has('affectsVitalInterests')).toBe(false)
  })

  it('depend on one another: that a risk was assessed matters once there is one', () => {
    const asks = (state: DecisionState): boolean =>
      decidingFacts(state, builtIn).some(({ fact }) => fact === 'riskAlreadyAssessed')
    expect(asks(proposal('major_admin'))).toBe(false)
    expect(asks(proposal('major_admin', { stabilityOrSafetyRisk: true }))).toBe(true)
    expect(asks(proposal('major_admin', { stabilityOrSafetyRisk: false }))).toBe(false)
  })

  it('are those of a procedure that the place declares', () => {
    const declared = createProcedures(
      parseProcedures({
        procedures: [
          {
            ...{ id: 'notes', names: { zh: '文件', en: 'Notes' }, basis: { zh: '办法', en: 'Rules' } },
            classes: ['normative_document'],
            steps: [
              {
                ...{
                  id: 'experts',
                  names: { zh: '专家论证', en: 'Experts' },
                  is: [{ type: 'expert_review' }],
                },
                ...{ when: ['technical'], why: { zh: '第一条', en: 'Art. 1' } },
              },
            ],
          },
        ],
      }),
    )
    const note = proposal('normative_document')
    expect(decidingFacts(note, builtIn)).toEqual([])
    expect(decidingFacts(note, declared).map(({ fact, steps }) => [fact, steps[0]?.step])).toEqual([
      ['technical', 'experts'],
    ])
  })

  it('are none where no procedure is declared, whatever the class', () => {
    for (const one of Object.keys(decisionClasses))
      if (procedureOf(proposal(one), builtIn).length === 0)
        expect(decidingFacts(proposal(one), builtIn), one).toEqual([])
  })
})
