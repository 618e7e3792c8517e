import { isOpening } from '../../../worker/domain/kinds/table.ts'
import { useFrame } from '../../frame.ts'
import { groundLabel, label } from '../../labels.ts'
import type { DecisionState } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { Mark } from '../Mark.tsx'
import { fieldsOfStep } from './Steps.tsx'
import { Votes } from './Votes.tsx'

/** Who decided and who disagreed: the ruling, and every step in which there were opinions or votes. */
export function DecisionVoices({ state }: { state: DecisionState }) {
  const { lang, words } = useFrame()
  const { ruling } = state
  const spoken = state.steps.filter(
    ({ ballots = [], opinions = [], attendance = [], counts = [] }) =>
      ballots.length + opinions.length + attendance.length + counts.length > 0,
  )
  const sealed = state.sealed.filter(({ kind }) => !isOpening(kind))
  if (ruling === null && spoken.length === 0 && sealed.length === 0) return null
  return (
    <section aria-labelledby="who">
      <h2 id="who">{words.decision.who}</h2>
      {ruling?.outcome !== undefined && (
        <p class="dot">
          <b>
            {fill(words.decision.ruling, {
              outcome: label(lang, 'ruling', ruling.outcome),
              date: ruling.decidedAt ?? '',
            })}
          </b>
          {ruling.rule !== undefined && <span>{label(lang, 'decisionRule', ruling.rule)}</span>}
          {ruling.officer !== undefined && (
            <span>{fill(words.decision.officer, { officer: ruling.officer })}</span>
          )}
          {ruling.conformsToMajority === true && <span>{words.decision.conforms}</span>}
          {ruling.conformsToMajority === false && (
            <b class="late">
              {ruling.divergenceReason === undefined
                ? words.decision.divergesSilent
                : fill(words.decision.diverges, { reason: ruling.divergenceReason })}
            </b>
          )}
        </p>
      )}
      {spoken.map((step) => (
        <div key={step.id} class="spoken">
          <h3>
            {step.type === undefined ? '' : label(lang, 'step', step.type)}
            {step.title === undefined ? '' : ` · ${step.title}`}
          </h3>
          <Votes step={fieldsOfStep(step)} />
        </div>
      ))}
      {sealed.length > 0 && (
        <p class="dot">
          <Mark shape="square" />
          <span>
            {fill(words.decision.sealed, {
              n: sealed.length,
              ground: groundLabel(lang, sealed[0]?.ground ?? ''),
              date: sealed[0]?.review ?? '',
            })}
          </span>
        </p>
      )}
    </section>
  )
}
