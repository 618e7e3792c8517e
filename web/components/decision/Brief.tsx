/** The decision at a glance, in a reader's order: what, by whom, at what cost, with which promise, what looks wrong, and whether it checks out. */
import { isOpening } from '../../../worker/domain/kinds/table.ts'
import { useFrame } from '../../frame.ts'
import { Proof } from '../proof/Islands.tsx'
import type { BriefProps } from './brief-props.ts'
import { Withheld } from './Card.tsx'
import { Costs } from './Costs.tsx'
import { Promised } from './Promised.tsx'
import { WhatCard } from './WhatCard.tsx'
import { WhoCard } from './WhoCard.tsx'
import { Wrong } from './Wrong.tsx'

/** Cards at the head of a decision. Those with nothing to show are named in one line below, and say so. */
export function Brief(props: BriefProps) {
  const { words } = useFrame()
  const { record, state, moments, milestones, figures, flags } = props
  const name = words.decision.brief
  const opening = state.sealed.find(({ kind }) => isOpening(kind))
  const cost = state.amounts.length + state.contracts.length > 0
  const wrong = flags.length + props.oddities.odd + props.oddities.missing > 0
  const promised = figures.all > 0 && !props.past
  const missing = [
    cost ? null : name.cost,
    promised || props.past ? null : name.promised,
    wrong || props.past ? null : name.wrong,
  ].filter((one) => one !== null)
  return (
    <div class="brief">
      <WhatCard record={record} state={state} />
      <WhoCard record={record} state={state} />
      {cost && <Costs state={state} moments={moments} of={record.id} />}
      {promised && <Promised of={record.id} milestones={milestones} figures={figures} today={props.today} />}
      {wrong && <Wrong flags={flags} of={record.id} oddities={props.oddities} />}
      <div class="card">
        <h2 id="proof">{name.proof}</h2>
        <Proof of={moments.length} receiptOf={record.lastIndex} />
      </div>
      {missing.length > 0 && (
        <dl class="brief__none">
          {missing.map((title) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                {title === name.wrong ? (
                  name.noFlags
                ) : opening === undefined ? (
                  name.notStated
                ) : (
                  <Withheld {...opening} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
