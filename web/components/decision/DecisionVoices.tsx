import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import type { DecisionState, Step } from '../../types.ts'
import { fieldsOfStep } from './Steps.tsx'
import { Votes } from './Votes.tsx'

const spokenIn = ({ steps }: DecisionState): Step[] =>
  steps.filter(
    ({ ballots = [], opinions = [], attendance = [], counts = [] }) =>
      ballots.length + opinions.length + attendance.length + counts.length > 0,
  )

/** True for a decision with any step in which there were opinions or votes. */
export function hasVoices(state: DecisionState): boolean {
  return spokenIn(state).length > 0
}

/** Every step in which there were opinions or votes, whole. */
export function DecisionVoices({ state }: { state: DecisionState }) {
  const { lang } = useFrame()
  return (
    <>
      {spokenIn(state).map((step) => (
        <div key={step.id} class="spoken">
          <h3>
            {step.type === undefined ? '' : label(lang, 'step', step.type)}
            {step.title === undefined ? '' : ` · ${step.title}`}
          </h3>
          <Votes step={fieldsOfStep(step)} />
        </div>
      ))}
    </>
  )
}
