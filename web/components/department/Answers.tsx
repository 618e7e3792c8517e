/** Questions put to a department, and drafts that it put before the public. */
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import { at, recordPath, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { Page, RecordView } from '../../types.ts'
import { count } from '../../words/words.ts'
import { Card } from '../brief/Card.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { Status } from '../list/Status.tsx'
import { questionTitle } from '../question/QuestionNotes.tsx'

type Found = Page<RecordView> & { total: number }

/** Questions, and consultations, that stand open on the card; all are in their lists. */
const OPEN = 3

export interface AnswersProps {
  record: RecordView
  /** Its consultations, the newest first. */
  consultations: Found
  /** Questions that it has to answer, the newest first. */
  questions: Found
}

/** Card of questions and consultations, with the way to ask. */
export function Answers({ record, consultations, questions }: AnswersProps) {
  const { lang, words } = useFrame()
  const name = words.department.brief
  const by = { department: record.id }
  return (
    <Card id="answers" title={name.answers}>
      {questions.total > 0 && (
        <p class="card__big">
          <a href={withQuery(at(lang, '/questions'), by)}>{count(name.questions, questions.total)}</a>
        </p>
      )}
      <ul class="plan plan--flags">
        {questions.items.slice(0, OPEN).map((one) => (
          <li key={one.id}>
            <span>
              <a href={at(lang, recordPath(one.id) ?? '/')}>{questionTitle(one, words.questions)}</a>
              <span class="who dot">
                <Status of={one} />
              </span>
            </span>
          </li>
        ))}
      </ul>
      {consultations.total > 0 && (
        <p class="card__big">
          <a href={withQuery(at(lang, '/consultations'), by)}>
            {count(name.consultations, consultations.total)}
          </a>
        </p>
      )}
      <ul class="plan plan--flags">
        {consultations.items.slice(0, OPEN).map((one) => (
          <li key={one.id}>
            <span>
              <RecordLink id={one.id} title={titleIn(lang, one)} />
              <span class="who dot">
                <Status of={one} />
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p class="hint">
        <a href={withQuery(at(lang, '/ask'), { subject: record.id })}>{words.questions.ask}</a>
      </p>
    </Card>
  )
}
