/** A department at a glance: what it may do, what it decided and promised, what looks wrong, who holds its posts, what it answers. */
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import type { Facet, Page, RecordView } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import { count } from '../../words/words.ts'
import { Card } from '../brief/Card.tsx'
import { Glance } from '../brief/Glance.tsx'
import { Wrong } from '../brief/Wrong.tsx'
import { Answers, type AnswersProps } from './Answers.tsx'
import { Decided, type DecidedProps } from './Decided.tsx'
import { Holders, type HoldersProps } from './Holders.tsx'
import { DepartmentPromises, type Promises } from './Promises.tsx'

export interface DepartmentBriefProps extends DecidedProps, HoldersProps, AnswersProps {
  record: RecordView
  /** Types of all its responsibilities, and their number. */
  held: Facet[]
  all: number
  /** Promises and their outcome, for the day that it is; null without milestones. */
  promises: Promises | null
  /** Flags on its records, the newest first. */
  flagged: Page<RecordView> & { total: number }
  /** Number of entries that the browser checks. */
  entries: number
}

/** Cards at the head of the page of a department; those with nothing to show are named in one line. */
export function DepartmentBrief(props: DepartmentBriefProps) {
  const { lang, words } = useFrame()
  const { record, all, decided, decisions, promises, flagged } = props
  const name = words.decision.brief
  const none = words.department.brief
  return (
    <Glance
      entries={props.entries}
      past={false}
      none={[]}
      noneElsewhere={[
        all > 0 ? null : { name: none.may, said: words.department.none },
        decided.total + decisions.total > 0
          ? null
          : { name: words.department.decided, said: none.noDecisions },
        promises !== null ? null : { name: name.promised, said: none.noPromises },
        flagged.total > 0 ? null : { name: name.wrong, said: name.noFlags },
      ]}
    >
      {all > 0 && <MayDo {...props} />}
      <Decided {...props} />
      <DepartmentPromises record={record} promises={promises} />
      {flagged.total > 0 && (
        <Wrong
          flags={flagged.items}
          of={record.id}
          list={{
            href: withQuery(at(lang, '/flags'), { department: record.id }),
            text: count(words.decision.brief.flags, flagged.total),
          }}
        />
      )}
      <Holders {...props} />
      <Answers {...props} />
    </Glance>
  )
}

/** Card of the powers that it holds, by type; each type narrows the list below. */
function MayDo({ record, held, all }: Pick<DepartmentBriefProps, 'record' | 'held' | 'all'>) {
  const { lang, words } = useFrame()
  return (
    <Card id="may" title={words.department.brief.may}>
      <p class="card__big">
        <a href="#items">{count(words.count.responsibilities, all)}</a>
      </p>
      <p class="dot">
        {held.map(({ value, count: n }) => (
          <a
            key={value}
            class="nowrap"
            href={`${withQuery(at(lang, `/departments/${record.id}`), { type: value })}#items`}
          >
            {label(lang, 'type', value)} {formatCount(n)}
          </a>
        ))}
      </p>
    </Card>
  )
}
