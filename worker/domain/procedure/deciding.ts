/**
 * Facts that decide the steps of a decision as it stands: those whose answer would change what is required. Asked of
 * the procedure itself, so that a form asks what it depends on and nothing else. Pure.
 */
import { applicability } from '../kinds/decision/fields.ts'
import type { DecisionState } from '../kinds/decision/state.ts'
import type { Words } from '../record/problem.ts'
import { type Need, procedureOf } from './expected.ts'
import type { Procedures } from './procedures.ts'

export type Fact = keyof DecisionState['applicability']

/** A fact, and the steps of which the need depends on it: by the answer yes, and by the answer no. */
export interface DecidingFact {
  fact: Fact
  steps: { step: string; name: Words; yes: Need; no: Need }[]
}

const facts = Object.keys(applicability.fields) as Fact[]

/** Facts on which the steps of a decision depend, given what is stated of it; none where it is under no procedure. */
export function decidingFacts(state: DecisionState, procedures: Procedures): DecidingFact[] {
  const needs = (fact: Fact, answer: boolean) => {
    const asked = { ...state, applicability: { ...state.applicability, [fact]: answer } }
    return new Map(procedureOf(asked, procedures).map((one) => [one.step, one]))
  }
  return facts.flatMap((fact): DecidingFact[] => {
    const [yes, no] = [needs(fact, true), needs(fact, false)]
    const steps = [...new Map([...yes, ...no]).values()].flatMap(({ step, name }) => {
      const need = { yes: yes.get(step)?.need ?? 'not_required', no: no.get(step)?.need ?? 'not_required' }
      return need.yes === need.no ? [] : [{ step, name, ...need }]
    })
    return steps.length === 0 ? [] : [{ fact, steps }]
  })
}
