/** Questions that wait: for a department those it has to answer, the most urgent first; for a moderator texts to read. */
import { useEffect, useState } from 'preact/hooks'
import type { QuestionState } from '../../../worker/domain/kinds/question/state.ts'
import { isOpenQuestion } from '../../../worker/domain/kinds/question/states.ts'
import { statusLabel } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { Tasks } from '../frame/Tasks.tsx'

interface Waiting {
  state: QuestionState
  title: string
  due: string | null
  points: number
}

/** @param department whose questions; null for those of which nobody knows yet whose they are */
export function Inbox({ department }: { department: string | null }) {
  const { words, lang, send, to } = useDesk()
  const { questionDesk } = words
  const [items, setItems] = useState<readonly Waiting[] | null>(null)
  useEffect(() => {
    const query = department === null ? '' : `?department=${department}`
    void send<{ items: Waiting[] }>('GET', `/api/v1/inbox${query}`).then((answer) => {
      if (answer.ok) setItems(answer.body.items.filter(({ state }) => isOpenQuestion(state)))
    })
  }, [send, department])
  if (items === null) return null
  const isOwn = department !== null
  return (
    <Tasks
      title={isOwn ? questionDesk.waiting : questionDesk.toAssign}
      none={isOwn ? questionDesk.noWaiting : questionDesk.noToAssign}
      tasks={items.map(({ state: { id, status }, title, due, points }) => ({
        id,
        href: to(`/on/${id}`),
        title: title || questionDesk.untitled,
        hint: `${statusLabel(lang, 'question', status)} · ${fill(questionDesk.hint, { due: due ?? questionDesk.noDue, points })}`,
      }))}
    />
  )
}

/** Texts that no moderator has read, the oldest first. */
export function ToRead() {
  const { words, lang, send, to } = useDesk()
  const { questionDesk } = words
  const [items, setItems] = useState<readonly QuestionState[] | null>(null)
  useEffect(() => {
    void send<{ items: QuestionState[] }>('GET', '/api/v1/moderation').then((answer) => {
      if (answer.ok) setItems(answer.body.items)
    })
  }, [send])
  if (items === null) return null
  return (
    <Tasks
      title={questionDesk.toRead}
      none={questionDesk.noToRead}
      tasks={items.map(({ id, listed, status }) => ({
        id,
        href: to(`/on/${id}`),
        title: `${questionDesk.untitled} ${listed}`,
        hint: statusLabel(lang, 'question', status),
      }))}
    />
  )
}
