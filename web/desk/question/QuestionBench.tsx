/** One question on one page: its clock and priority, what the asker wrote, and what the account can do with it. */

import { useCallback, useEffect, useState } from 'preact/hooks'
import { type ClockState, clockStates } from '../../../worker/domain/clock/state.ts'
import type { QuestionState } from '../../../worker/domain/kinds/question/state.ts'
import { isDoable } from '../../../worker/domain/kinds/question/states.ts'
import { actorOf } from '../../../worker/domain/kinds/question/who.ts'
import { departmentIn } from '../../../worker/domain/kinds/title.ts'
import { isOffered } from '../../../worker/domain/record/entered/annulment.ts'
import { ownText } from '../../../worker/domain/record/spoken/text.ts'
import { ON_QUESTIONS } from '../../../worker/domain/rights/acts.ts'
import { at, recordPath } from '../../address.ts'
import { label, wholeStanding } from '../../labels.ts'
import type { RecordView } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { actOf, verbsOf } from '../form/forms.ts'
import { mayI, useDesk, useMe } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { ActPanel } from '../write/ActPanel.tsx'
import { AskersPhone } from './AskersPhone.tsx'
import { Originals } from './Originals.tsx'

interface Standing {
  due: string | null
  state: ClockState | null
  points: number
  reasons: string[]
}

/**
 * Bench for one question: its texts, its clocks, and the acts that the account may do on it.
 *
 * @param id of the question
 */
export function QuestionBench({ id }: { id: string }) {
  const { words, lang, send, query, tell } = useDesk()
  const { questionDesk } = words
  /** The act that the address asks for: once, not again when it was done. */
  const [asked, setAsked] = useState(() => new URLSearchParams(query).get('act'))
  const [record, setRecord] = useState<RecordView | null>(null)
  const [standing, setStanding] = useState<Standing | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  const reload = useCallback(async (): Promise<void> => {
    const answer = await send<RecordView>('GET', `/api/v1/questions/${id}`)
    setProblem(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    setRecord(answer.body)
    const [clock, priority] = await Promise.all([
      send<{ clocks: { asked: { due: string | null; state: ClockState } } | null }>(
        'GET',
        `/api/v1/questions/${id}/clock`,
      ),
      send<{ points: number; parts: { points: number; words: { zh: string; en: string } }[] }>(
        'GET',
        `/api/v1/questions/${id}/priority`,
      ),
    ])
    if (!clock.ok || !priority.ok) return
    const { due = null, state = null } = clock.body.clocks?.asked ?? {}
    const { points, parts } = priority.body
    setStanding({
      due,
      state,
      points,
      reasons: parts.filter((one) => one.points > 0).map((one) => one.words[lang]),
    })
  }, [send, id, lang])
  useEffect(() => {
    void reload()
  }, [reload])

  const state = record?.state.kind === 'question' ? record.state : null
  if (record === null || state === null)
    return problem === null ? <p class="hint">{words.loading}</p> : <Trouble problem={problem} />

  const own = ownText(state)
  return (
    <>
      <p class="hint">{label(lang, 'record', 'question')}</p>
      <h1>{own?.title ?? questionDesk.untitled}</h1>
      <p>
        <b>{wholeStanding(lang, record)}</b>
        {record.departmentName !== null && ` · ${departmentIn(lang, record)}`}
        {' · '}
        <a href={at(lang, recordPath(id) ?? '/')}>{words.on.page}</a>
      </p>
      {standing !== null && (
        <p>
          {standing.due === null
            ? questionDesk.noDue
            : fill(questionDesk.clock, {
                due: standing.due,
                state: standing.state === null ? '' : clockStates[standing.state][lang],
              })}
          {' · '}
          {[fill(questionDesk.priority, { points: standing.points }), ...standing.reasons].join(
            lang === 'zh' ? '：' : ': ',
          )}
        </p>
      )}
      <Trouble problem={problem} />
      {own?.text != null && <p class="spoken">{own.text}</p>}
      <Originals
        key={record.seq}
        path={`/api/v1/questions/${id}`}
        seq={record.seq}
        state={state}
        onDone={() => void reload()}
      />
      <AskersPhone key={`phone ${record.seq}`} state={state} />
      <Acts
        key={record.seq}
        record={record}
        state={state}
        opened={asked}
        onDone={(_, index) => {
          setAsked(null)
          tell(fill(words.done.entered, { index: String(index) }))
          void reload()
        }}
      />
    </>
  )
}

interface ActsProps {
  record: RecordView
  state: QuestionState
  opened: string | null
  onDone(event: string, index: number): void
}

/** Acts that the account can do as the question stands. */
function Acts({ record, state, opened, onDone }: ActsProps) {
  const { questionDesk } = useDesk().words
  const me = useMe()
  const isAskedHere = state.source === null
  const verbs = verbsOf('question').filter((verb) => {
    const event = actOf('question', verb)
    // What somebody asked here is never put back: only what a list brought.
    if (event === 'put_back' && isAskedHere) return false
    return mayI(me, ON_QUESTIONS[actorOf(event)]) && isDoable(event, state) && isOffered(state, event)
  })
  return (
    <ActPanel
      kind="question"
      record={record}
      verbs={verbs}
      title={questionDesk.acts}
      none={questionDesk.noActs}
      opened={opened}
      onDone={onDone}
    />
  )
}
