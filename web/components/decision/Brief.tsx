/** The decision at a glance, in a reader's order: what, by whom, at what cost, with which promise, what looks wrong, and whether it checks out. */
import { isOpening } from '../../../worker/domain/kinds/table.ts'
import { useFrame } from '../../frame.ts'
import { Glance } from '../brief/Glance.tsx'
import { Promised } from '../brief/Promised.tsx'
import { Wrong } from '../brief/Wrong.tsx'
import type { BriefProps } from './brief-props.ts'
import { Costs } from './Costs.tsx'
import { WhatCard } from './WhatCard.tsx'
import { WhoCard } from './WhoCard.tsx'
import { Withheld } from './Withheld.tsx'

/** Cards at the head of a decision. Those with nothing to show are named in one line below, and say so. */
export function Brief(props: BriefProps) {
  const { words } = useFrame()
  const { record, state, moments, hidden, milestones, figures, flags } = props
  const name = words.decision.brief
  const opening = state.sealed.find(({ kind }) => isOpening(kind))
  const cost = state.amounts.length + state.contracts.length > 0
  const wrong = flags.length + props.oddities.odd + props.oddities.missing > 0
  const promised = figures.all > 0 && !props.past
  const unsaid = opening === undefined ? name.notStated : <Withheld part={opening} hidden={hidden} />
  return (
    <Glance
      entries={moments.length}
      receiptOf={record.lastIndex}
      past={props.past}
      none={[cost ? null : { name: name.cost, said: unsaid }]}
      noneElsewhere={[
        promised ? null : { name: name.promised, said: unsaid },
        wrong ? null : { name: name.wrong, said: name.noFlags },
      ]}
    >
      <WhatCard record={record} state={state} hidden={hidden} />
      <WhoCard state={state} hidden={hidden} />
      {cost && <Costs state={state} changed={props.costChanged} />}
      {promised && <Promised of={record.id} milestones={milestones} figures={figures} today={props.today} />}
      {wrong && <Wrong flags={flags} of={record.id} oddities={props.oddities} />}
    </Glance>
  )
}
