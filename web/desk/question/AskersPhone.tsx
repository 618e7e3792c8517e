/** The telephone number that an asker left, for the department that answers: asked for by a button, as each look is logged. */
import { useState } from 'preact/hooks'
import type { QuestionState } from '../../../worker/domain/kinds/question/state.ts'
import { ownText } from '../../../worker/domain/record/spoken/text.ts'
import { fill } from '../../words/fill.ts'
import { mayI, useDesk, useMe } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'

/** Button and number, for those alone who may see it: the server decides again. */
export function AskersPhone({ state }: { state: QuestionState }) {
  const { words, send } = useDesk()
  const me = useMe()
  const { questionDesk } = words
  const [found, setFound] = useState<{ phone: string | null } | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const isRead = (ownText(state)?.publication ?? 'pending') !== 'pending'
  const isMine = me.department !== null && me.department === state.department && mayI(me, 'record.write')
  if (!isRead || !isMine || state.source !== null) return null

  async function look(): Promise<void> {
    const answer = await send<{ phone: string | null }>('GET', `/api/v1/questions/${state.id}/contact`)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setFound(answer.body)
  }

  return (
    <>
      <Trouble problem={problem} />
      {found === null ? (
        <p>
          <button type="button" onClick={look}>
            {questionDesk.phone}
          </button>{' '}
          <span class="hint">{questionDesk.phoneHint}</span>
        </p>
      ) : (
        <p role="status">
          {found.phone === null ? questionDesk.noPhone : fill(questionDesk.phoneIs, { phone: found.phone })}
        </p>
      )}
    </>
  )
}
