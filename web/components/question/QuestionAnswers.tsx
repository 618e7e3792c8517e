/** Answers of departments, the milestones that follow, and the asker's rating. */
import type { QuestionState } from '../../../worker/domain/kinds/question/state.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel, label } from '../../labels.ts'
import { plain } from '../../text/parts.ts'
import { fill } from '../../words/words.ts'
import { RecordLink } from '../list/RecordLink.tsx'
import { Documents } from '../record/Documents.tsx'
import { LongText } from '../record/Prose.tsx'
import { isListed } from './QuestionNotes.tsx'

/** Section on the answers to a question, or on the reason for which it was declined. */
export function QuestionAnswers({ state }: { state: QuestionState }) {
  const { lang, words } = useFrame()
  const { questions } = words
  const { answers, rating, declined } = state
  return (
    <section aria-labelledby="answers">
      <h2 id="answers">{questions.answers}</h2>
      {declined !== null && (
        <>
          <p>
            <b>
              {fill(questions.declined, { reason: label(lang, 'declineReason', declined.declineReason) })}
            </b>
          </p>
          <p>{fill(questions.elsewhere, { where: declined.elsewhere })}</p>
          {declined.text !== null && <LongText text={declined.text} />}
        </>
      )}
      {answers.length === 0 && declined === null && (
        <p>{isListed(state) ? questions.listedNoAnswer : questions.noAnswer}</p>
      )}
      {answers.map((answer) => (
        <div key={answer.seq}>
          <p class="dot">
            <b>{label(lang, 'answerKind', answer.answer)}</b>
            <span>{label(lang, 'answerOutcome', answer.outcome)}</span>
            <span>{answer.undated === true ? fieldLabel(lang, 'question', 'undated') : answer.occurred}</span>
            {answer.department !== null && <RecordLink id={answer.department} />}
            {answer.by !== null && <span>{answer.by}</span>}
          </p>
          <LongText text={answer.text} />
          {answer.bases.length > 0 && (
            <ul>
              {answer.bases.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )}
          {answer.commitments.length > 0 && (
            <>
              <h3>{questions.commitments}</h3>
              {answer.commitments.map((id) => (
                <p key={id}>
                  <RecordLink id={id} />
                </p>
              ))}
            </>
          )}
          <Documents documents={answer.evidence.map((one) => plain(one))} />
        </div>
      ))}
      {answers.length > 0 && !(rating === null && isListed(state)) && (
        <p class="dot">
          {rating === null ? (
            <span>{questions.unrated}</span>
          ) : (
            <>
              <b>{fill(questions.rated, { solved: label(lang, 'solvedAnswer', rating.solved) })}</b>
              {rating.satisfied !== null && <span>{fill(questions.satisfied, { n: rating.satisfied })}</span>}
            </>
          )}
        </p>
      )}
      {isListed(state) && <Stated stated={state.stated ?? null} />}
    </section>
  )
}

/** The rating that a list states, said to be that of the list. */
function Stated({ stated }: Pick<QuestionState, 'stated'>) {
  const { lang, words } = useFrame()
  const { questions } = words
  if (stated === null) return <p>{questions.unstated}</p>
  const solved = label(lang, 'statedSolution', stated.statedSolved)
  const satisfied = label(lang, 'statedSatisfaction', stated.statedSatisfied)
  return (
    <p class="dot">
      <b>{fill(questions.stated, { solved })}</b>
      <span>{fill(questions.statedSatisfied, { satisfied })}</span>
    </p>
  )
}
