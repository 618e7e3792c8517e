/** 代收: a question that came by letter, by telephone or in person, entered for whoever asks, with a slip to hand out. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { asking } from '../../../worker/domain/kinds/question/fields.ts'
import { code, date, type Specs } from '../../../worker/domain/record/shape.ts'
import { channels } from '../../../worker/domain/record/spoken/vocabulary.ts'
import { at, recordPath } from '../../address.ts'
import { fill } from '../../words/fill.ts'
import { FormProvider } from '../form/fields/context.ts'
import { Field } from '../form/fields/Field.tsx'
import { type Fields, fieldsIn, pruned, withField } from '../form/fields/value.ts'
import { mayI, useDesk, useMe } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { ClockChoice } from '../question/ClockChoice.tsx'

/** Ways by which a desk takes something in: what is asked on the site comes in by itself, and lists by import. */
const { web: _, import: __, ...byDesk } = channels

const specs: Specs = {
  channel: code(byDesk).spec,
  occurred: date().spec,
  ...(asking.spec.is === 'object' ? asking.spec.fields : {}),
}
const MAIN = ['channel', 'occurred', 'department', 'subject', 'type', 'title', 'text', 'asks'] as const
const MORE = ['facts', 'contact', 'area'] as const

interface Receipt {
  id: string
  code: string
  records: { index: number }[]
  evidence: string | null
}

export function ReceivePage() {
  const { words, today } = useDesk()
  const me = useMe()
  const { receive } = words
  const [slip, setSlip] = useState<Receipt | null>(null)
  if (!mayI(me, 'question.receive')) return <p class="notice">{receive.notYours}</p>
  return slip === null ? (
    <ReceiveForm begun={{ channel: 'visit', occurred: today, type: 'consult' }} onReceived={setSlip} />
  ) : (
    <Slip {...slip} onAnother={() => setSlip(null)} />
  )
}

/** Form of one question. Nothing of it is kept in this browser: it is not the text of whoever sits here. */
function ReceiveForm({ begun, onReceived }: { begun: Fields; onReceived(receipt: Receipt): void }) {
  const { words, send, to } = useDesk()
  const { receive } = words
  const [whole, setWhole] = useState(begun)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const key = useRef(crypto.randomUUID())

  async function enter(event: Event): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const body = fieldsIn(pruned(whole))
    const answer = await send<Receipt>('POST', '/api/v1/questions', body, { idempotencyKey: key.current })
    setBusy(false)
    if (answer.ok) return onReceived(answer.body)
    setProblem(answer.problem)
    // What was refused was not received: the next attempt is another one.
    if (answer.status !== 0) key.current = crypto.randomUUID()
  }

  const field = (name: string) => {
    const spec = specs[name]
    return spec === undefined ? null : (
      <Field
        key={name}
        spec={spec}
        name={name}
        path={name}
        scope="question"
        {...(name === 'occurred' ? { label: receive.cameOn } : {})}
        value={whole[name]}
        onChange={(value) => setWhole((now) => withField(now, name, value))}
      />
    )
  }
  return (
    <FormProvider
      value={{ kind: 'question', department: null, problems: problem === null ? [] : [problem], specs }}
    >
      <div class="narrow">
        <h1>{receive.title}</h1>
        <p class="hint">{receive.lede}</p>
        <p>
          <a href={to('/import/comments')}>{words.commentList.open}</a>
        </p>
        <Trouble problem={problem} />
        <form onSubmit={enter} noValidate>
          {MAIN.map(field)}
          <details class="more">
            <summary>{words.form.more}</summary>
            {MORE.map(field)}
            <ClockChoice
              path="profile"
              value={typeof whole.profile === 'string' ? whole.profile : undefined}
              onChange={(value) => setWhole((now) => withField(now, 'profile', value))}
            />
          </details>
          <p class="buttons">
            <button type="submit" class="primary" disabled={isBusy}>
              {receive.enter}
            </button>
          </p>
        </form>
      </div>
    </FormProvider>
  )
}

/** Slip for whoever asked: code, entry and last day, to be printed or read out. It is shown once. */
function Slip({ id, code: shown, records, evidence, onAnother }: Receipt & { onAnother(): void }) {
  const { words, lang, send } = useDesk()
  const { receive } = words
  const [due, setDue] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    const path = `/api/v1/questions/${id}/clock`
    void send<{ clocks: { asked: { due: string | null } } | null }>('GET', path).then((answer) => {
      if (answer.ok) setDue(answer.body.clocks?.asked.due ?? null)
    })
  }, [send, id])
  const page = at(lang, recordPath(id) ?? '/')
  return (
    <div class="narrow">
      <h1 tabIndex={-1} ref={heading}>
        {receive.received}
      </h1>
      <p>{fill(receive.entered, { index: String(records[0]?.index ?? '') })}</p>
      <h2>{receive.code}</h2>
      <p class="code-shown">
        <code>{shown}</code>
      </p>
      <p>{fill(receive.codeHint, { place: `${location.host}/${lang}/m` })}</p>
      <p>{due === null ? receive.noDue : fill(receive.due, { due })}</p>
      <p>
        <a href={page}>{fill(receive.page, { place: `${location.host}${page}` })}</a>
      </p>
      <p class="buttons">
        <button type="button" class="primary" onClick={() => print()}>
          {receive.print}
        </button>
        {evidence !== null && (
          <a
            class="button"
            download={`${id}-receipt.txt`}
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(evidence)}`}
          >
            {receive.file}
          </a>
        )}
        <button type="button" onClick={onAnother}>
          {receive.another}
        </button>
      </p>
      <p class="hint">{receive.once}</p>
    </div>
  )
}
