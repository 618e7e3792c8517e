/** Questions about a record, in place, and the way to ask one. */
import type { QuestionState } from '../../../worker/domain/kinds/question/state.ts'
import { at, recordPath, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { RecordView } from '../../types.ts'
import { count } from '../../words/words.ts'
import { Status } from '../list/Status.tsx'

/** The title of a question, or what it is while it has none. */
export function questionTitle(
  { title, status, state }: Pick<RecordView, 'title' | 'status' | 'state'>,
  words: { untitled: string; untitledListed: string; untitledWithheld: string },
): string {
  if (title !== '') return title
  if (state.kind === 'question' && isListed(state)) return words.untitledListed
  return status === 'withheld' ? words.untitledWithheld : words.untitled
}

/** True for a question that a published list brought. */
export function isListed({ source }: Pick<QuestionState, 'source'>): boolean {
  return (source ?? null) !== null
}

interface QuestionNotesProps {
  /** Id of the record. */
  about: string
  questions: readonly RecordView[]
  /** Number of those that are not listed. */
  more?: number
}

/** Section on the questions about a record, with the way to ask one. */
export function QuestionNotes({ about, questions, more = 0 }: QuestionNotesProps) {
  const { lang, words } = useFrame()
  return (
    <section class="questions" aria-labelledby="questions">
      <h2 id="questions">
        {questions.length === 0 ? words.questions.ask : count(words.questions.about, questions.length + more)}
      </h2>
      {questions.length > 0 && (
        <ul class="plain-list">
          {questions.map((one) => (
            <li key={one.id} class="dot">
              <a href={at(lang, recordPath(one.id) ?? '/')}>{questionTitle(one, words.questions)}</a>
              <Status of={one} />
            </li>
          ))}
        </ul>
      )}
      <p class="dot">
        {questions.length === 0 && <span>{words.questions.none}</span>}
        <a href={withQuery(at(lang, '/ask'), { subject: about })}>{words.questions.ask}</a>
      </p>
    </section>
  )
}
