/**
 * Facts of a decision that the header of an official document leaves out: numbers, proposers, dates, grounds.
 */
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { keyed } from '../../text/keyed.ts'
import type { DecisionState, RecordView } from '../../types.ts'
import { Printed, PrintedList } from '../list/Printed.tsx'
import { Facts } from '../record/Facts.tsx'
import { Places } from '../record/Places.tsx'
import { LongText } from '../record/Prose.tsx'
import { SourceOf } from '../source/SourceOf.tsx'

/** List of these facts; those that were not stated are left out. */
export function DecisionFacts({ record, state }: { record: RecordView; state: DecisionState }) {
  const reader = useFrame()
  const { lang, words } = reader
  const name = words.decision.header
  const lines = (texts: readonly string[]) =>
    texts.length === 0 ? null : (
      <ul>
        {keyed([...texts]).map(({ key, text }) => (
          <li key={key}>
            <Printed text={text} beside />
          </li>
        ))}
      </ul>
    )
  const published = state.steps.find(
    ({ type }) => type === 'promulgation' || type === 'enactment',
  )?.concludedAt
  const facts = Object.entries(state.applicability).map(
    ([fact, holds]) =>
      `${label(lang, 'field', fact)}${lang === 'zh' ? '：' : ': '}${holds ? words.decision.factYes : words.decision.factNo}`,
  )
  return (
    <Facts
      facts={[
        { name: name.number, value: state.ruling?.docNumber ?? state.number },
        {
          name: name.proposer,
          value:
            state.proposers.length === 0 ? null : (
              <PrintedList texts={state.proposers} on={state.proposedAt} />
            ),
        },
        { name: name.proposed, value: state.proposedAt },
        { name: name.published, value: published },
        { name: name.area, value: state.area },
        {
          name: label(lang, 'field', 'places'),
          value: state.places.length === 0 ? null : <Places record={record.id} places={state.places} />,
        },
        { name: name.beneficiaries, value: state.beneficiaries },
        { name: name.bases, value: lines(state.legalBases) },
        {
          name: words.decision.facts,
          value:
            facts.length === 0 ? null : (
              <p class="dot">
                {facts.map((text) => (
                  <span key={text}>{text}</span>
                ))}
              </p>
            ),
        },
        {
          name: name.remark,
          value: state.remark === null ? null : <LongText text={state.remark} fold={120} />,
        },
        {
          name: name.source,
          value: state.source === null ? null : <SourceOf reader={reader} of={state.source} />,
        },
        { name: words.responsibility.identifier, value: <span class="mono nowrap">{record.id}</span> },
      ]}
    />
  )
}
