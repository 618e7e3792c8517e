/** Records of a list in rows: when, what, how it was decided, how it stands. On a phone each row is a block. */

import { isRuledOn } from '../../../worker/domain/kinds/decision/vocabulary.ts'
import { departmentIn, titleIn } from '../../../worker/domain/kinds/title.ts'
import { dayLabel } from '../../../worker/domain/listing/words.ts'
import { useFrame } from '../../frame.ts'
import { label, levelLabel, typeLabel } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import { plain } from '../../text/parts.ts'
import type { DecisionState, RecordView } from '../../types.ts'
import { amountWords } from '../../words/numbers.ts'
import { count, fill } from '../../words/words.ts'
import { type Side, voicesOf, voicesWords } from '../decision/voices.ts'
import { DepartmentName } from '../list/Lists.tsx'
import { NamesOf, Printed, PrintedList } from '../list/Printed.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { isOver, Status } from '../list/Status.tsx'
import { Mark } from '../Mark.tsx'
import { isAnnulled } from '../record/Annulled.tsx'
import type { ListData } from './data.ts'
import { dateOf, shownDay } from './days.ts'

/** Names of proposers that stand in a row. */
const PROPOSERS = 3

export function ListTable({ data }: { data: ListData }) {
  const { lang, words } = useFrame()
  const { kind, records } = data
  const day = shownDay(data)
  const decided = kind === 'decision'
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{dayLabel(lang, kind, day)}</th>
          <th scope="col">{words.listing.item}</th>
          {decided && <th scope="col">{words.listing.how}</th>}
          <th scope="col">{words.facets.status}</th>
        </tr>
      </thead>
      <tbody>
        {records.items.map((record) => (
          <Row key={record.id} record={record} day={day} data={data} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ record, day, data }: { record: RecordView; day: string; data: ListData }) {
  const { lang, words, timeZone } = useFrame()
  const { kind, chosen, flags } = data
  const { state } = record
  const date = dateOf(record, day)
  const link = <RecordLink id={record.id} title={titleIn(lang, record)} />
  const raised = flags.get(record.id) ?? 0
  const isUndecided = day === 'decided' && state.kind === 'decision' && !isRuledOn(state.ruling?.outcome)
  return (
    <tr class={isOver(record.status) ? 'ended' : undefined}>
      <td class="list__day">
        {date === null ? (
          <span class="hint">{words.listing.undated}</span>
        ) : (
          <time dateTime={date}>{formatDay(date, timeZone)}</time>
        )}
        {isUndecided && date !== null && <span class="block hint">{words.listing.undecided}</span>}
      </td>
      <td class="list__item">
        {isAnnulled(record) ? <del>{link}</del> : link}
        <span class="who dot">
          {isAnnulled(record) && <span>{words.annulled.word}</span>}
          {record.type !== null && chosen.type == null && <span>{typeLabel(lang, kind, record.type)}</span>}
          {record.level !== null && chosen.level == null && (
            <span>{levelLabel(lang, kind, record.level)}</span>
          )}
          {(chosen.department == null || chosen.units === 'yes') && <DepartmentName of={record} />}
          {record.heldNow !== undefined && (
            <span>{fill(words.listing.heldNow, { name: departmentIn(lang, record.heldNow) ?? '' })}</span>
          )}
          {record.area !== null && chosen.area == null && <span>{record.area}</span>}
        </span>
        {state.kind === 'decision' && (
          <NamesOf named={record.named}>
            <Proposed state={state} />
          </NamesOf>
        )}
      </td>
      {kind === 'decision' && (
        <td>
          {state.kind === 'decision' && (
            <NamesOf named={record.named}>
              <How state={state} />
            </NamesOf>
          )}
        </td>
      )}
      <td>
        <Status of={record} />
        {raised > 0 && (
          <span class="block late">
            <Mark shape="triangle" />
            {count(words.listing.flags, raised)}
          </span>
        )}
        {'sourceChanges' in state && state.sourceChanges.length > 0 && (
          <span class="block hint">
            <Mark shape="triangle" />
            {words.listing.altered}
          </span>
        )}
      </td>
    </tr>
  )
}

/** Whoever proposed a decision, as it is printed. */
function Proposed({ state: { proposers, proposedAt } }: { state: DecisionState }) {
  const { words } = useFrame()
  if (proposers.length === 0) return null
  const more = proposers.length - PROPOSERS
  return (
    <span class="who block">
      {words.listing.proposed} <PrintedList texts={proposers.slice(0, PROPOSERS)} on={proposedAt} />
      {more > 0 && ` ${count(words.listing.others, more)}`}
    </span>
  )
}

/** Organ, vote and amount of a decision. */
function How({ state }: { state: DecisionState }) {
  const { lang } = useFrame()
  const { decisionOrgan, amounts, ruling } = state
  const voiced = state.steps
    .map((step) => voicesOf(lang, plain(step)))
    .filter((voices) => voices.length > 0)
    .at(-1)
  const cost = amounts.flatMap(({ current, actual, baseline, currency }) => {
    const value = current ?? actual ?? baseline
    return value === undefined ? [] : [{ value, currency }]
  })[0]
  return (
    <>
      {decisionOrgan !== null && (
        <span class="block">
          <Printed text={decisionOrgan} on={ruling?.decidedAt ?? null} />
        </span>
      )}
      {voiced !== undefined && (
        <span class="block">
          <Split parts={voiced} /> {voicesWords(lang, voiced)}
        </span>
      )}
      {ruling?.outcome !== undefined && voiced === undefined && (
        <span class="block hint">{label(lang, 'ruling', ruling.outcome)}</span>
      )}
      {cost !== undefined && <span class="block num">{amountWords(lang, cost.value, cost.currency)}</span>}
    </>
  )
}

/** Shares of voices as one bar, for the eye alone: the words stand beside it. */
function Split({ parts }: { parts: readonly { side: Side; n: number }[] }) {
  const present = parts.filter(({ side }) => side !== 'away')
  const all = present.reduce((sum, { n }) => sum + n, 0)
  if (all === 0) return null
  let at = 0
  return (
    <svg class="split" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      {present.map(({ side, n }) => {
        const width = (n / all) * 100
        const x = at
        at += width
        return <rect key={`${side} ${x}`} class={`split__${side}`} x={x} y="0" width={width} height="8" />
      })}
    </svg>
  )
}
