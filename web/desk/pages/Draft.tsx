import { useEffect, useRef, useState } from 'preact/hooks'
import { departmentIn } from '../../../worker/domain/kinds/title.ts'
import type { Prepared } from '../../../worker/ledger/prepared.ts'
import { at } from '../../address.ts'
import { label } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import { fieldsIn } from '../form/fields/value.ts'
import { formOf } from '../form/forms.ts'
import { useDesk, useMe } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useTitles } from '../frame/titles.ts'
import { useRecord } from '../frame/useRecord.ts'
import { Answers } from '../write/Answers.tsx'
import { Done } from '../write/Done.tsx'
import { type Draft, draftWay, type Entered } from '../write/drafts.ts'
import { Editor } from '../write/Editor.tsx'
import { Entering } from '../write/Entering.tsx'

/** A draft: to go on writing, to look at while it waits, or to approve. */
export function DraftPage({ id }: { id: string }) {
  const { words, send, lang } = useDesk()
  const me = useMe()
  const [draft, setDraft] = useState<Draft | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { record, problem: recordProblem } = useRecord(draft?.record ?? null)
  useEffect(() => {
    void send<Draft>('GET', `/api/v1/drafts/${id}`).then((answer) =>
      answer.ok ? setDraft(answer.body) : setProblem(answer.problem),
    )
  }, [send, id])
  if (problem !== null || recordProblem !== null) return <Trouble problem={problem ?? recordProblem} />
  if (draft === null || (draft.record !== null && record === null)) return <p class="hint">{words.loading}</p>
  const form = formOf(draft.kind, draft.verb)
  const isMine = draft.account === me.id
  const isOpen = draft.status === 'open' || draft.status === 'returned'
  const { kind, verb } = draft
  if (form !== null && isMine && isOpen)
    return <Editor form={form} target={{ kind, verb, record: draft.record }} draft={draft} record={record} />
  const base = fieldsIn(JSON.parse(JSON.stringify(record?.state ?? {})))
  const giver =
    isMine || record === null || record.department === draft.department ? null : departmentIn(lang, record)
  return <HandedIn draft={draft} base={base} isMine={isMine} giver={giver} onMoved={setDraft} />
}

function HandedIn({
  draft,
  base,
  isMine,
  giver,
  onMoved,
}: {
  draft: Draft
  base: ReturnType<typeof fieldsIn>
  isMine: boolean
  /** Name of the department that moves its record to the reader's own; null for a draft that moves none. */
  giver: string | null
  onMoved(draft: Draft): void
}) {
  const { words, send, lang } = useDesk()
  const { review, home } = words
  const [prepared, setPrepared] = useState<Prepared | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [entered, setEntered] = useState<Entered | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const { id, version, status, note } = draft
  const author = useTitles([draft.account]).get(draft.account) ?? draft.account
  useEffect(() => {
    if (status !== 'waiting') return
    void send<Prepared>('POST', `/api/v1/drafts/${id}/check`, { version }).then((answer) =>
      answer.ok ? setPrepared(answer.body) : setProblem(answer.problem),
    )
  }, [send, id, version, status])
  async function withdraw(): Promise<void> {
    const answer = await send<Draft>('POST', `/api/v1/drafts/${id}/withdraw`, { version })
    if (answer.ok) location.reload()
    else setProblem(answer.problem)
  }
  if (entered !== null) return <Done entered={entered} kind="" heading={heading} />
  return (
    <>
      <p class="hint">{home.status[status]}</p>
      <h1>{draft.title === '' ? label(lang, 'record', draft.kind) : draft.title}</h1>
      <p>{fill(review.by, { post: author })}</p>
      {draft.formal !== null && <p class="hint">{draft.formal[lang]}</p>}
      {giver !== null && status === 'waiting' && <p class="notice">{fill(review.moved, { giver })}</p>}
      {note !== null && <p class="notice">{fill(words.write.returned, { note })}</p>}
      {draft.entry !== null && (
        <p>
          <a href={at(lang, `/entries/${draft.entry}`)}>
            {fill(words.done.entry, { index: String(draft.entry) })}
          </a>
        </p>
      )}
      <Trouble problem={problem} />
      {prepared !== null && isMine && (
        <>
          <Answers drafts={prepared.drafts} base={base} />
          <button type="button" onClick={withdraw}>
            {review.withdraw}
          </button>
        </>
      )}
      {prepared !== null && !isMine && (
        <Entering
          way={draftWay(send, draft, 'approve')}
          prepared={prepared}
          base={base}
          department={draft.department}
          formal={null}
          action={giver === null ? review.approve : review.accept}
          onEntered={setEntered}
          onProblem={setProblem}
        />
      )}
      {status === 'waiting' && !isMine && (
        <GiveBack draft={draft} isMove={giver !== null} onMoved={onMoved} onProblem={setProblem} />
      )}
    </>
  )
}

function GiveBack({
  draft: { id, version },
  isMove,
  onMoved,
  onProblem,
}: {
  draft: Draft
  isMove: boolean
  onMoved(draft: Draft): void
  onProblem(problem: Problem): void
}) {
  const { words, send } = useDesk()
  const { review } = words
  const [note, setNote] = useState('')
  async function giveBack(event: Event): Promise<void> {
    event.preventDefault()
    const answer = await send<Draft>('POST', `/api/v1/drafts/${id}/return`, { version, note })
    if (answer.ok) onMoved(answer.body)
    else onProblem(answer.problem)
  }
  return (
    <form onSubmit={giveBack}>
      <label class="field">
        <span>{review.note}</span>
        <small>{review.noteHint}</small>
        <textarea rows={3} value={note} onInput={({ currentTarget }) => setNote(currentTarget.value)} />
      </label>
      <button type="submit">{isMove ? review.refuse : review.giveBack}</button>
    </form>
  )
}
