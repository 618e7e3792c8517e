/** Decisions of an organ: those that it took, by its name on the day of each, and those that are logged for it. */
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import { dayText } from '../../../worker/domain/record/date.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label, statusLabel } from '../../labels.ts'
import type { Facet, Page, RecordView } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import { count } from '../../words/words.ts'
import { Card } from '../brief/Card.tsx'
import { RecordLink } from '../list/RecordLink.tsx'

type Found = Page<RecordView> & { total: number }

/** Decisions that stand open on a card; all are in their list. */
const OPEN = 4

export interface DecidedProps {
  record: RecordView
  /** Decisions that it took, the newest first. */
  decided: Found
  /** The statuses of those, each with its number. */
  outcomes: readonly Facet[]
  /** Decisions that are logged for it, the newest first. */
  decisions: Found
}

/** Both cards, each with the way to all of it; one that is empty is not drawn, nor the second where it is the same. */
export function Decided({ record, decided, outcomes, decisions }: DecidedProps) {
  const { words } = useFrame()
  const same = decided.total === decisions.total && sameIds(decided.items, decisions.items)
  return (
    <>
      <Decisions
        id="decided"
        title={words.department.decided}
        found={decided}
        by={{ organ: record.id }}
        outcomes={outcomes}
      />
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
  outcomes?: readonly Facet[]
}

function Decisions({ id, title, found: { items, total }, by, outcomes = [] }: DecisionsProps) {
  const { lang, words } = useFrame()
  if (total === 0) return null
  return (
    <Card id={id} title={title}>
      <p class="card__big">
        <a href={withQuery(at(lang, '/decisions'), by)}>{count(words.count.decisions, total)}</a>
      </p>
      <Outcomes of={outcomes} by={by} />
      <ul class="plan plan--flags">
        {items.slice(0, OPEN).map((one) => (
          <li key={one.id}>
            <span>
              <RecordLink id={one.id} title={titleIn(lang, one)} />
              <Outcome of={one} />
            </span>
          </li>
        ))}
      </ul>
      <p class="hint">
        <a href={withQuery('/api/v1/decisions.csv', by)}>CSV</a>
      </p>
    </Card>
  )
}

/** Statuses of decisions, each with the list behind its number; nothing where all stand alike. */
export function Outcomes({ of, by }: { of: readonly Facet[]; by: Record<string, string> }) {
  const { lang } = useFrame()
  if (of.length < 2) return null
  return (
    <p class="dot">
      {of.map(({ value, count: n }) => (
        <a key={value} class="nowrap" href={withQuery(at(lang, '/decisions'), { ...by, status: value })}>
          {statusLabel(lang, 'decision', value)} {formatCount(n)}
        </a>
      ))}
    </p>
  )
}

/** The day and the result of a decision; of one that is not taken yet, where it stands. */
function Outcome({ of: { day, state, status } }: { of: RecordView }) {
  const { lang } = useFrame()
  const outcome = state.kind === 'decision' ? state.ruling?.outcome : undefined
  return (
    <span class="who dot">
      {day !== null && (
        <time class="nowrap" dateTime={dayText(day)}>
          {dayText(day)}
        </time>
      )}
      <span>
        {outcome === undefined ? statusLabel(lang, 'decision', status) : label(lang, 'ruling', outcome)}
      </span>
    </span>
  )
}
