import { departmentIn } from '../../../worker/domain/kinds/title.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel, label } from '../../labels.ts'
import { plain } from '../../text/parts.ts'
import { daysWords, valueText } from '../../text/values.ts'
import type { MilestoneState, RecordView } from '../../types.ts'
import { count, type Lang } from '../../words/words.ts'
import { Printed, PrintedList } from '../list/Printed.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { Facts } from '../record/Facts.tsx'
import { Places } from '../record/Places.tsx'
import { SourceOf } from '../source/SourceOf.tsx'

/** Facts of a milestone: what it belongs to, who answers for it, how far it is. */
export function MilestoneFacts({ record, state }: { record: RecordView; state: MilestoneState }) {
  const reader = useFrame()
  const { lang, words } = reader
  const name = words.milestone.facts
  const link = (id: string | null) => (id === null ? null : <RecordLink id={id} />)
  const printed = (text: string | null) => (text === null ? null : <Printed text={text} beside />)
  const field = (of: string): string => fieldLabel(lang, 'milestone', of)
  return (
    <Facts
      facts={[
        { name: name.decision, value: link(state.decision) },
        { name: name.responsibility, value: link(state.responsibility) },
        { name: name.parent, value: link(state.parent) },
        { name: field('flag'), value: link(state.flag) },
        {
          name: name.department,
          value: <RecordLink id={state.department} title={departmentIn(lang, record)} />,
        },
        { name: name.unit, value: printed(state.responsibleUnit) },
        {
          name: field('supporting'),
          value:
            state.supporting.length === 0
              ? null
              : state.supporting.map((id) => (
                  <div key={id}>
                    <RecordLink id={id} />
                  </div>
                )),
        },
        { name: name.co, value: state.coUnits.length === 0 ? null : <PrintedList texts={state.coUnits} /> },
        { name: name.post, value: printed(state.ownerPost) },
        { name: name.started, value: state.startedAt ?? state.baselineStart },
        { name: name.forecast, value: state.forecast },
        { name: name.progress, value: state.progress === null ? null : `${state.progress}%` },
        { name: name.weight, value: state.weight },
        {
          name: field('reportEvery'),
          value: state.reportEvery === null ? null : daysWords(lang, state.reportEvery),
        },
        { name: name.acceptance, value: state.acceptanceCriteria },
        { name: name.claimedBy, value: printed(state.claimedBy) },
        { name: field('verifier'), value: state.verifiedBy === null ? printed(state.verifier) : null },
        {
          name: name.verifiedBy,
          value:
            state.verifiedBy === null ? null : (
              <>
                <Printed text={state.verifiedBy} /> {state.verifiedAt ?? ''}
              </>
            ),
        },
        { name: field('statedVerification'), value: statedIn(lang, state) },
        {
          name: name.reopened,
          value: state.reopened === 0 ? null : count(words.milestone.times, state.reopened),
        },
        { name: name.area, value: state.area },
        {
          name: field('places'),
          value: state.places.length === 0 ? null : <Places record={record.id} places={state.places} />,
        },
        {
          name: words.decision.amounts,
          value: state.amounts.length === 0 ? null : valueText(reader, 'amounts', state.amounts.map(plain)),
        },
        { name: field('remark'), value: state.remark },
        {
          name: name.source,
          value: state.source === null ? null : <SourceOf reader={reader} of={state.source} />,
        },
        { name: words.responsibility.identifier, value: <span class="mono nowrap">{record.id}</span> },
      ]}
    />
  )
}

/** Verification elsewhere, as the department states it; null where it states none. */
function statedIn(lang: Lang, { statedVerification: stated }: MilestoneState): string | null {
  if (stated === undefined) return null
  return [label(lang, 'milestoneStatus', stated.outcome), stated.by, stated.at ?? ''].join(' ').trim()
}
