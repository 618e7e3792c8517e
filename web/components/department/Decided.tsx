/** Decisions of an organ: those that it took, by its name on the day of each, and those that are logged for it. */
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import { dayText } from '../../../worker/domain/record/date.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import type { Page, RecordView } from '../../types.ts'
import { count } from '../../words/words.ts'
import { RecordLink } from '../list/RecordLink.tsx'
import { Status } from '../list/Status.tsx'

type Found = Page<RecordView> & { total: number }

export interface DecidedProps {
  record: RecordView
  /** Decisions that it took, the newest first. */
  decided: Found
  /** Decisions that are logged for it, the newest first. */
  decisions: Found
}

/** Both lists, each with the way to all of it; one that is empty is not drawn, nor the second where it is the same. */
export function Decided({ record, decided, decisions }: DecidedProps) {
  const { words } = useFrame()
  const same = decided.total === decisions.total && sameIds(decided.items, decisions.items)
  return (
    <>
      <Decisions id="decided" title={words.department.decided} found={decided} by={{ organ: record.id }} />
      {!same && (
        <Decisions
          id="decisions"
          title={words.department.logged}
          found={decisions}
          by={{ department: record.id }}
        />
      )}
    </>
  )
}

const sameIds = (a: readonly RecordView[], b: readonly RecordView[]): boolean =>
  a.length === b.length && a.every(({ id }, i) => id === b[i]?.id)

interface DecisionsProps {
  id: string
  title: string
  found: Found
  by: Record<string, string>
}

function Decisions({ id, title, found: { items, total }, by }: DecisionsProps) {
  const { lang, words } = useFrame()
  if (total === 0) return null
  return (
    <section aria-labelledby={id}>
      <div class="h-row">
        <h2 id={id}>{title}</h2>
        <ul class="tools">
          <li>{count(words.lists.total, total)}</li>
          <li>
            <a href={withQuery(at(lang, '/decisions'), by)}>{words.decision.allDecisions}</a>
          </li>
          <li>
            <a href={withQuery('/api/v1/decisions.csv', by)}>CSV</a>
          </li>
        </ul>
      </div>
      <ul class="items">
        {items.map((one) => (
          <li key={one.id}>
            <div>
              <RecordLink id={one.id} title={titleIn(lang, one)} />
              <Outcome of={one} />
            </div>
            <Status kind={one.kind} status={one.status} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The day and the result of a decision; of one that is not taken yet, nothing. */
function Outcome({ of: { day, state } }: { of: RecordView }) {
  const { lang } = useFrame()
  const outcome = state.kind === 'decision' ? state.ruling?.outcome : undefined
  if (day === null && outcome === undefined) return null
  return (
    <p class="who dot">
      {day !== null && <time dateTime={dayText(day)}>{dayText(day)}</time>}
      {outcome !== undefined && <span>{label(lang, 'ruling', outcome)}</span>}
    </p>
  )
}
