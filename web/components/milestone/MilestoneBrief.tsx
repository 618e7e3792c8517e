/** A promise at a glance: what was promised by whom, its three dates, how far it is, what looks wrong. */
import { departmentIn } from '../../../worker/domain/kinds/title.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel } from '../../labels.ts'
import type { MilestoneState, RecordView } from '../../types.ts'
import { Card } from '../brief/Card.tsx'
import { Glance } from '../brief/Glance.tsx'
import { Wrong } from '../brief/Wrong.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { LongText } from '../record/Prose.tsx'
import { Moves, ThreeDates } from './Promises.tsx'

interface MilestoneBriefProps {
  record: RecordView
  state: MilestoneState
  flags: RecordView[]
  /** Number of entries on its line. */
  entries: number
  /** As the milestone once stood. */
  past: boolean
}

/** Cards at the head of the page of a milestone. */
export function MilestoneBrief({ record, state, flags, entries, past }: MilestoneBriefProps) {
  const { words } = useFrame()
  return (
    <Glance
      entries={entries}
      receiptOf={record.lastIndex}
      past={past}
      none={[]}
      noneElsewhere={[
        flags.length > 0 ? null : { name: words.decision.brief.wrong, said: words.decision.brief.noFlags },
      ]}
    >
      <Card id="what" title={words.milestone.promised}>
        {state.description !== null && <LongText text={state.description} fold={160} />}
        <Owner record={record} state={state} />
      </Card>
      <Card id="three" title={words.milestone.dates}>
        <ThreeDates state={state} />
      </Card>
      {state.reschedules.length > 0 && (
        <Card id="moves" title={words.milestone.moves}>
          <Moves state={state} />
        </Card>
      )}
      {flags.length > 0 && <Wrong flags={flags} of={record.id} />}
    </Glance>
  )
}

/** Owner of the promise: the decision that made it, who answers for it, and by what it counts as kept. */
function Owner({ record, state }: Pick<MilestoneBriefProps, 'record' | 'state'>) {
  const { lang, words } = useFrame()
  const name = words.milestone.facts
  const rows = [
    { name: name.decision, value: state.decision === null ? null : <RecordLink id={state.decision} /> },
    {
      name: name.department,
      value: <RecordLink id={state.department} title={departmentIn(lang, record)} />,
    },
    { name: name.unit, value: state.responsibleUnit },
    { name: name.acceptance, value: state.acceptanceCriteria },
    {
      name: fieldLabel(lang, 'milestone', 'progress'),
      value: state.progress === null ? null : `${state.progress}%`,
    },
  ]
  return (
    <dl class="card__rows">
      {rows.map(({ name: one, value }) =>
        value === null ? null : (
          <div key={one}>
            <dt>{one}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
