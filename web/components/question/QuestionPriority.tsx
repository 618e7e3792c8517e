/** The priority of a question as the sum that it is, with the reason of each part. */
import type { Priority } from '../../../worker/domain/kinds/question/priority.ts'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { fill } from '../../words/words.ts'

/** Section on the priority of a question: its points, and each part with its weight and its reason. */
export function QuestionPriority({ priority }: { priority: Priority }) {
  const { lang, words } = useFrame()
  const { questions } = words
  return (
    <section aria-labelledby="priority">
      <h2 id="priority">{questions.priority}</h2>
      <p>
        <b>{fill(questions.points, { n: priority.points })}</b>
      </p>
      <ul class="plain-list">
        {priority.parts.map(({ part, points, weight, words: why }) => (
          <li key={part} class="dot">
            <span class="num">{fill(questions.weighed, { points, weight })}</span>
            <span>{why[lang]}</span>
          </li>
        ))}
      </ul>
      <p class="hint">
        {questions.priorityHint} <a href={`${at(lang, '/rules')}#weights`}>{questions.weights}</a>
      </p>
    </section>
  )
}
