/** Parts of a decision beside its head: indicators and evaluations. */
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { withUnit } from '../../text/values.ts'
import type { DecisionState, RecordView } from '../../types.ts'
import { RecordList } from '../list/Lists.tsx'

interface PartsProps {
  state: DecisionState
  evaluations: RecordView[]
}

/** Sections on indicators and evaluations; each is left out when it has none. */
export function DecisionParts({ state, evaluations }: PartsProps) {
  const { words } = useFrame()
  return (
    <>
      <Indicators state={state} />
      {evaluations.length > 0 && (
        <section aria-labelledby="evaluations">
          <h2 id="evaluations">{words.decision.evaluations}</h2>
          <RecordList records={evaluations} showDepartment />
        </section>
      )}
    </>
  )
}

/**
 * Indicators by which the decision is to be measured: beginning, target, and each measurement with its day.
 */
function Indicators({ state: { indicators } }: { state: DecisionState }) {
  const { lang, words } = useFrame()
  if (indicators.length === 0) return null
  const field = (name: string): string => label(lang, 'field', name)
  return (
    <section aria-labelledby="indicators">
      <h2 id="indicators">{words.decision.indicators}</h2>
      <dl class="facts">
        {indicators.map(({ id, name, unit, baseline, target, measurements = [] }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd class="dot">
              {baseline !== undefined && (
                <span>{`${field('baseline')} ${withUnit(baseline, unit ?? '')}`}</span>
              )}
              {target !== undefined && <span>{`${field('aim')} ${withUnit(target, unit ?? '')}`}</span>}
              {measurements.map(({ date, value }) => (
                <span key={`${date} ${value}`} class="nowrap">
                  {`${date ?? ''} ${withUnit(value ?? '', unit ?? '')}`.trim()}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
