import { derive } from '../../../worker/domain/kinds/milestone/derived.ts'
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import { useFrame } from '../../frame.ts'
import { hiddenTitle, label, standingLabel } from '../../labels.ts'
import type { MilestoneState, RecordView } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { DERIVED_SHAPES, isLate, judgedBefore, slipWords, standWords } from '../chart/milestones.ts'
import { Mark } from '../Mark.tsx'
import { DepartmentName } from './Lists.tsx'
import { RecordLink } from './RecordLink.tsx'

interface TableProps {
  id: string
  records: RecordView[]
  today: string
  /** Number in all, where the table shows a part. */
  total?: number
}

/** Milestones with their three dates, and what these say beside what is declared. Where it is narrow each row is a card. */
export function MilestoneTable({ id, records, today, total = records.length }: TableProps) {
  const { words } = useFrame()
  const name = words.board
  return (
    <div class="fit">
      <table class="rows cards" id={id}>
        <caption class="hint">
          {total > records.length
            ? fill(name.part, { n: records.length, all: total })
            : count(name.count, records.length)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{name.milestone}</th>
            <th scope="col">{name.baseline}</th>
            <th scope="col">{name.current}</th>
            <th scope="col">{name.actual}</th>
            <th scope="col">{name.slip}</th>
            <th scope="col">{name.state}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) =>
            record.state.kind === 'milestone' ? (
              <Row key={record.id} record={record} state={record.state} today={today} />
            ) : null,
          )}
        </tbody>
      </table>
    </div>
  )
}

function Row({ record, state, today }: { record: RecordView; state: MilestoneState; today: string }) {
  const { lang, words } = useFrame()
  const name = words.board
  const derived = derive(state, record.judged)
  const late = isLate(derived.status)
  const stand = standWords(lang, derived, judgedBefore(record, today))
  return (
    <tr>
      <th scope="row">
        <RecordLink id={record.id} title={titleIn(lang, record) || hiddenTitle(lang, record)} />
        <span class="who dot">
          <DepartmentName of={record} />
          {state.decision !== null && <RecordLink id={state.decision} />}
        </span>
      </th>
      <td data-name={name.baseline}>{state.baselineDue ?? name.none}</td>
      <td data-name={name.current}>{state.currentDue ?? name.none}</td>
      <td data-name={name.actual}>{state.metAt ?? name.none}</td>
      <td data-name={name.slip}>
        {slipWords(lang, derived.slip)}
        {stand !== null && <span class={late ? 'block late' : 'hint block'}>{stand}</span>}
      </td>
      <td data-name={name.state}>
        <span class={late ? 'state state--late' : 'state'}>
          <Mark shape={DERIVED_SHAPES[derived.status]} />
          {label(lang, 'derived', derived.status)}
        </span>
        <span class="hint block">
          {name.declared} {state.declaredStatus ?? standingLabel(lang, record)}
        </span>
      </td>
    </tr>
  )
}
