/** The facts on which the procedure depends, asked as plain questions, and which steps follow from the answers. */
import { decisionRulesOf } from '../../../worker/domain/kinds/decision/decision.ts'
import type { DecisionState } from '../../../worker/domain/kinds/decision/state.ts'
import { procedureOf } from '../../../worker/domain/procedure/expected.ts'
import type { Specs } from '../../../worker/domain/record/shape.ts'
import { label as labelOf } from '../../labels.ts'
import type { Json } from '../../types.ts'
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
  const { lang, words } = useDesk()
  const questions: Record<string, string> = words.facts
  const stated = fieldsIn(whole.applicability)
  const steps = procedureOf(proposalOf(whole))
  return (
    <Group label={label} path="applicability" hint={words.form.factsHint}>
      {Object.keys(specs).map((fact) => (
        <Flag
          key={fact}
          label={questions[fact] ?? fact}
          path={`applicability/${fact}`}
          value={stated[fact]}
          onChange={(answer) => onChange(withField(stated, fact, answer))}
        />
      ))}
      {steps.length === 0 ? (
        <p class="hint">{words.form.noProcedure}</p>
      ) : (
        <section aria-live="polite">
          <h3>{words.form.procedure}</h3>
          <ul class="needs">
            {steps.map(({ type, need, why }) => (
              <li key={type} data-need={need}>
                <b>{labelOf(lang, 'step', type)}</b> <span>{words.form.need[need]}</span>
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
function proposalOf(whole: Fields): DecisionState {
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
