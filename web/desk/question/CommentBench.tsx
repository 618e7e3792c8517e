/** Bench of moderators for one comment: its text is read, cut and published, or withheld. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import { isOffered } from '../../../worker/domain/record/entered/annulment.ts'
import { at, recordPath } from '../../address.ts'
import { label, wholeStanding } from '../../labels.ts'
import type { RecordView } from '../../types.ts'
import { actOf, verbsOf } from '../form/forms.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { pathOf } from '../frame/titles.ts'
import { ActPanel } from '../write/ActPanel.tsx'
import { Originals } from './Originals.tsx'

/** @param id of the comment */
export function CommentBench({ id }: { id: string }) {
  const { words, lang, send } = useDesk()
  const [record, setRecord] = useState<RecordView | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const path = pathOf(id)
  const reload = useCallback(async (): Promise<void> => {
    if (path === null) return
    const answer = await send<RecordView>('GET', path)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setRecord(answer.body)
  }, [send, path])
  useEffect(() => {
    void reload()
  }, [reload])

  const state = record?.state.kind === 'comment' ? record.state : null
  if (record === null || state === null || path === null)
    return problem === null ? <p class="hint">{words.loading}</p> : <Trouble problem={problem} />
  const published = state.texts.flatMap(({ text }) => text ?? [])
  return (
    <>
      <p class="hint">{label(lang, 'record', 'comment')}</p>
      <h1>{record.title === '' ? id : record.title}</h1>
      <p>
        <b>{wholeStanding(lang, record)}</b>
        {' · '}
        <a href={at(lang, recordPath(state.consultation) ?? '/')}>{label(lang, 'record', 'consultation')}</a>
      </p>
      {published.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <Trouble problem={problem} />
      <Originals key={record.seq} path={path} seq={record.seq} state={state} onDone={() => void reload()} />
      <ActPanel
        key={record.seq}
        kind="comment"
        record={record}
        verbs={verbsOf('comment').filter((verb) => isOffered(state, actOf('comment', verb)))}
        title={words.questionDesk.acts}
        none={words.questionDesk.noActs}
        onDone={() => void reload()}
      />
    </>
  )
}
