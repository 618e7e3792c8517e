/**
 * The facts on which the procedure depends, asked as plain questions: those alone whose answer changes a step, each
 * with the step that it changes, and beneath them the steps as they follow from the answers so far.
 */

import { decisionRulesOf } from '../../../worker/domain/kinds/decision/decision.ts'
import type { DecisionState } from '../../../worker/domain/kinds/decision/state.ts'
import { type DecidingFact, decidingFacts } from '../../../worker/domain/procedure/deciding.ts'
import { procedureOf } from '../../../worker/domain/procedure/expected.ts'
import type { Specs } from '../../../worker/domain/record/shape.ts'
import type { Json } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { Group } from './fields/Box.tsx'
import { Flag } from './fields/Choices.tsx'
import { type Fields, fieldsIn, withField } from './fields/value.ts'

/** Questions about the procedure, with the steps that follow from the answers so far. */
export function Applicability({
  whole,
  specs,
  label,
  onChange,
}: {
  whole: Fields
  specs: Specs
  label: string
  onChange(value: Json | undefined): void
}) {
  const { lang, words, procedures } = useDesk()
  const questions: Record<string, string> = words.facts
  const stated = fieldsIn(whole.applicability)
  const proposal = proposalOf(whole)
  const steps = procedureOf(proposal, procedures)
  const deciding = new Map(decidingFacts(proposal, procedures).map((one) => [one.fact as string, one]))
  const question = (fact: string) => (
    <Flag
      key={fact}
      label={questions[fact] ?? fact}
      path={`applicability/${fact}`}
      value={stated[fact]}
      hint={effectOf(deciding.get(fact))}
      onChange={(answer) => onChange(withField(stated, fact, answer))}
    />
  )
  /** Steps that an answer to a question makes mandatory, in words. */
  function effectOf(one: DecidingFact | undefined): string | undefined {
    if (one === undefined) return undefined
    const names = (answer: 'yes' | 'no'): string =>
      one.steps
        .filter((step) => step[answer] === 'required')
        .map(({ name }) => name[lang])
        .join(lang === 'zh' ? '、' : ', ')
    const said = (['yes', 'no'] as const).flatMap((answer) => {
      const steps = names(answer)
      return steps === '' ? [] : [fill(words.form.effect[answer], { steps })]
    })
    return said.join(lang === 'zh' ? '；' : '; ')
  }
  const names = Object.keys(specs)
  const others = names.filter((fact) => !deciding.has(fact))
  return (
    <Group label={label} path="applicability" hint={words.form.factsHint}>
      {names.filter((fact) => deciding.has(fact)).map(question)}
      {others.length > 0 && (
        <details class="more" open={others.some((fact) => stated[fact] !== undefined)}>
          <summary>{words.form.otherFacts}</summary>
          {others.map(question)}
        </details>
      )}
      {steps.length > 0 && (
        <section aria-live="polite">
          <h2>{words.form.procedure}</h2>
          <ul class="needs">
            {steps.map(({ step, name, need, why }) => (
              <li key={step} data-need={need}>
                <b>{name[lang]}</b> <span>{words.form.need[need]}</span>
                <small>{why[lang]}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Group>
  )
}

/** Fields that are being written, as the decision that they would open. */
export function proposalOf(whole: Fields): DecisionState {
  const base = {
    id: '',
    seq: 1,
    department: '',
    listed: '',
    changed: '',
    latest: '',
    corrections: 0,
    transferred: [],
    sealed: [],
    sourceChanges: [],
  }
  return decisionRulesOf.begin(base, decisionRulesOf.fields.read(whole), false)
}
