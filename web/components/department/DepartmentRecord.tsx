/** Acts of a department with its powers: its decisions, its promises and their outcome. */
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { deliveredWords } from '../../text/delivered.ts'
import type { BoardFigures, Page, RecordView } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { RecordList } from '../list/Lists.tsx'
import { Facts } from '../record/Facts.tsx'

export interface Promises {
  today: string
  /** Registers from which milestones come, and until when each is known. */
  deliveries: BoardFigures['deliveries']
  all: number
  done: number
  late: number
  overdue: number
}

/** Below so many milestones a share would say more than is known. */
const LEAST = 5

interface DecisionsProps {
  record: RecordView
  decisions: Page<RecordView> & { total: number }
}

/** Decisions of a department: the newest, and the way to all. */
export function DepartmentDecisions({ record, decisions }: DecisionsProps) {
  const { lang, words } = useFrame()
  if (decisions.total === 0) return null
  return (
    <section aria-labelledby="decisions">
      <div class="h-row">
        <h2 id="decisions">{words.decision.mine}</h2>
        <ul class="tools">
          <li>{count(words.lists.total, decisions.total)}</li>
          <li>
            <a href={withQuery(at(lang, '/decisions'), { department: record.id })}>
              {words.decision.allDecisions}
            </a>
          </li>
          <li>
            <a href={withQuery('/api/v1/decisions.csv', { department: record.id })}>CSV</a>
          </li>
        </ul>
      </div>
      <RecordList records={decisions.items} showDepartment={false} />
    </section>
  )
}

/** Promises of a department and their outcome, with denominators and the day for which it was counted. */
export function DepartmentPromises(props: { record: RecordView; promises: Promises | null }) {
  const { record, promises } = props
  const { lang, words } = useFrame()
  if (promises === null) return null
  const { today, all, done, late, overdue } = promises
  const share = (part: number, whole: number): string =>
    fill(words.decision.share, { part, whole, percent: Math.round((part / whole) * 100) })
  return (
    <section aria-labelledby="promises">
      <div class="h-row">
        <h2 id="promises">{words.decision.promises}</h2>
        <ul class="tools">
          <li>
            <a href={withQuery(at(lang, '/milestones'), { department: record.id })}>{words.decision.board}</a>
          </li>
          <li>
            <a href={withQuery(at(lang, '/calendar'), { department: record.id })}>
              {words.decision.calendar}
            </a>
          </li>
          <li>
            <a href={`/feeds/departments/${record.id}.ics`}>iCalendar</a>
          </li>
        </ul>
      </div>
      <p>
        {fill(words.decision.promisesHint, { date: today, all, done, late, overdue })}{' '}
        {deliveredWords(lang, promises)}
      </p>
      {all < LEAST ? (
        <p class="hint">{words.decision.fewPromises}</p>
      ) : (
        <Facts
          wide
          facts={[
            { name: words.decision.lateShare, value: done < LEAST ? null : share(late, done) },
            { name: words.decision.overdueShare, value: share(overdue, all) },
          ]}
        />
      )}
    </section>
  )
}
