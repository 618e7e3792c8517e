/** Promises of a department, and their outcome. */
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { deliveredWords } from '../../text/delivered.ts'
import type { BoardFigures, RecordView } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { Facts } from '../record/Facts.tsx'

export interface Promises {
  today: string
  /** Registers from which milestones come, and until when each is known. */
  deliveries: BoardFigures['deliveries']
  all: number
  done: number
  late: number
  overdue: number
  /** Those that are promised for a later day than at first. */
  moved: number
}

/** Below so many milestones a share would say more than is known. */
const LEAST = 5

/** Promises of a department and their outcome, with denominators and the day for which it was counted. */
export function DepartmentPromises(props: { record: RecordView; promises: Promises | null }) {
  const { record, promises } = props
  const { lang, words } = useFrame()
  if (promises === null) return null
  const { today, all, done, late, overdue, moved } = promises
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
            { name: words.decision.movedShare, value: share(moved, all) },
          ]}
        />
      )}
    </section>
  )
}
