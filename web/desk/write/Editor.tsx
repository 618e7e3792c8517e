/** Writing one entry: the form, then what it would record, then the receipt. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { bindingChanges, whyBinding, whySecond } from '../../../worker/domain/kinds/binding.ts'
import { isDraftedKind, isTracedKind } from '../../../worker/domain/kinds/registry.ts'
import type { Words } from '../../../worker/domain/record/problem.ts'
import type { Prepared } from '../../../worker/ledger/prepared.ts'
import { at, recordPath } from '../../address.ts'
import { label } from '../../labels.ts'
import type { RecordView } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { FormFields } from '../form/FormFields.tsx'
import { controlId, FormProvider } from '../form/fields/context.ts'
import { type Fields, fieldsIn, textIn } from '../form/fields/value.ts'
import type { Form } from '../form/forms.ts'
import { mayI, useDesk, useMe } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { pathOf } from '../frame/titles.ts'
import { Done } from './Done.tsx'
import { type Draft, directWay, draftWay, type Entered, type Target, type Way } from './drafts.ts'
import { Entering } from './Entering.tsx'
import { KeptNote } from './KeptNote.tsx'
import { missingIn } from './missing.ts'
import { Preview } from './Preview.tsx'
import { useWriting } from './writing.ts'

interface Checked {
  way: Way
  prepared: Prepared
}

/**
 * Form of one entry, from its fields through its check to its receipt. A draft, or text kept in this browser,
 * goes on where it was.
 */
export function Editor({
  form,
  target,
  draft,
  record,
  initial = {},
  inline,
}: {
  form: Form
  target: Target
  draft: Draft | null
  record: RecordView | null
  /** Fields with which a new one begins. */
  initial?: Fields
  /** On a page that stays: what follows when it was entered, or given up. */
  inline?: { onEntered(entered: Entered): void; onDiscard(): void }
}) {
  const { words, lang, send, to, today } = useDesk()
  const me = useMe()
  // Inspectors hand in to one another what they write of flags.
  const hasDrafts =
    mayI(me, form.kind === 'flag' ? 'flag.write' : 'draft.write') &&
    isDraftedKind(form.kind, form.event.split('.')[1] ?? null)
  const event = label(lang, 'event', form.event)
  // A report takes the whole width for its comments, and shows its groups by itself.
  const hasPreview = inline === undefined && isTracedKind(form.kind) && form.event !== 'consultation.reported'
  const name = record === null || record.title === '' ? '' : record.title
  const writing = useWriting({
    target,
    draft,
    seq: record?.seq ?? null,
    initial,
    hasDrafts,
    titleOf: ({ title, name: named }) =>
      [event, name || textIn(title) || textIn(named)].filter((part) => part !== '').join(' · '),
  })
  const { whole } = writing
  const [checked, setChecked] = useState<Checked | null>(null)
  const [entered, setEntered] = useState<Entered | null>(null)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [busy, setBusy] = useState(false)
  const key = useMemo(() => crypto.randomUUID(), [])
  const top = useRef<HTMLHeadingElement>(null)
  const isFirst = useRef(true)
  const stage = entered !== null ? 'done' : checked !== null ? 'check' : 'write'
  useEffect(() => {
    // Not when the page is opened: then its own heading comes first anyway.
    if (!isFirst.current) top.current?.focus()
    isFirst.current = false
  }, [stage])

  const department =
    me.department ?? record?.department ?? (typeof whole.department === 'string' ? whole.department : null)
  const second = hasDrafts ? whyTwo(form.event, whole, record, checked?.prepared ?? null) : null
  const why = second?.[lang] ?? null

  async function check(event: Event): Promise<void> {
    event.preventDefault()
    const missing = missingIn(form, whole, words.form, lang)
    setProblems(missing)
    if (missing.length > 0) return
    setBusy(true)
    const way = hasDrafts ? await kept() : directWay(send, target, whole, key, record?.seq ?? null, today)
    if (way !== null) {
      const answer = await way.check()
      if (answer.ok) setChecked({ way, prepared: answer.body })
      else setProblems([answer.problem])
    }
    setBusy(false)
  }

  async function kept(): Promise<Way | null> {
    const saved = await writing.flush()
    return saved === null ? null : draftWay(send, saved, 'submit')
  }

  async function discard(): Promise<void> {
    writing.forget()
    if (writing.draft !== null)
      await send('POST', `/api/v1/drafts/${writing.draft.id}/discard`, { version: writing.draft.version })
    if (inline === undefined) location.assign(to('/'))
    else inline.onDiscard()
  }

  if (entered !== null) return <Done entered={entered} kind={form.kind} heading={top} />
  const Heading = inline === undefined ? 'h1' : 'h3'
  const head = (
    <>
      {inline === undefined && (
        <p class="hint">
          {name !== '' && record !== null ? (
            <a href={to(`/on/${record.id}`)}>{name}</a>
          ) : (
            label(lang, 'record', form.kind)
          )}
        </p>
      )}
      <Heading ref={top} tabIndex={-1}>
        {stage === 'check' ? fill(words.check.title, { event }) : event}
      </Heading>
      <Refused problems={problems} record={record} onRebase={writing.rebase} />
    </>
  )
  if (checked !== null)
    return (
      <>
        {head}
        <Entering
          way={checked.way}
          prepared={checked.prepared}
          base={fieldsIn(JSON.parse(JSON.stringify(record?.state ?? {})))}
          department={department}
          formal={why}
          action={why === null ? words.check.enter : words.check.handIn}
          onEntered={(done) => {
            writing.forget()
            if (inline === undefined) setEntered(done)
            else inline.onEntered(done)
          }}
          onProblem={(refused) => {
            setChecked(null)
            setProblems([refused])
          }}
        >
          <button type="button" onClick={() => setChecked(null)}>
            {words.check.back}
          </button>
        </Entering>
      </>
    )
  return (
    <FormProvider value={{ kind: form.kind, department, problems, specs: form.specs, either: form.either }}>
      {head}
      {writing.draft?.status === 'returned' && writing.draft.note !== null && (
        <p class="notice">{fill(words.write.returned, { note: writing.draft.note })}</p>
      )}
      {why !== null && <p class="notice">{fill(words.write.second, { why })}</p>}
      <div class={hasPreview ? 'desk-cols' : undefined}>
        <form onSubmit={check} noValidate>
          <FormFields form={form} whole={whole} record={record} onChange={writing.put} />
          <KeptNote writing={writing} hasDrafts={hasDrafts} />
          <p class="buttons">
            <button type="submit" class="primary" disabled={busy}>
              {words.write.check}
            </button>
            <button type="button" class="plain" onClick={discard}>
              {words.write.discard}
            </button>
          </p>
        </form>
        {hasPreview && (
          <div class="desk-side desk-side--stay">
            <Preview form={form} whole={whole} record={record} />
          </div>
        )}
      </div>
    </FormProvider>
  )
}

/**
 * Reason for which it will wait for a second person: by what is written, then by what it would record. Null
 * when it will not.
 */
function whyTwo(
  event: string,
  whole: Fields,
  record: RecordView | null,
  prepared: Prepared | null,
): Words | null {
  const stood = record?.state ?? null
  const why = whySecond(event, whole, stood)
  if (why !== null || prepared === null) return why
  const drafts = prepared.drafts.map(({ kind, record: id, seq, body }) => ({
    kind,
    record: id,
    seq,
    body,
    department: null,
    occurred: '',
    visibility: 'public' as const,
  }))
  const [change] = bindingChanges(drafts, new Map(stood === null ? [] : [[stood.id, stood]]))
  return change === undefined ? null : whyBinding(change)
}

/** Refusals with the way to each field; and for a record that has moved on, the choice of how to go on. */
function Refused({
  problems,
  record,
  onRebase,
}: {
  problems: readonly Problem[]
  record: RecordView | null
  onRebase(seq: number): void
}) {
  const { words, send, lang } = useDesk()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problems.length > 0) box.current?.focus()
  }, [problems])
  const [problem] = problems
  if (problem === undefined) return null
  const moved = problem.code === 'conflict' && record !== null
  async function goOn(): Promise<void> {
    if (record === null) return
    const answer = await send<RecordView>('GET', pathOf(record.id) ?? '')
    if (answer.ok) onRebase(answer.body.seq)
  }
  return (
    <div class="notice" role="alert" tabIndex={-1} ref={box}>
      {problems.length > 1 && <p>{fill(words.form.faults, { n: problems.length })}</p>}
      {problems.map(({ field, detail }) => (
        <p key={`${field} ${detail}`}>
          {field === undefined ? (
            detail
          ) : (
            <a href={`#${controlId(field)}`} onClick={(event) => lead(event, field)}>
              {detail}
            </a>
          )}
        </p>
      ))}
      {moved && (
        <p class="buttons">
          <a class="button" href={at(lang, recordPath(record.id) ?? '/')} target="_blank" rel="noreferrer">
            {words.write.lookAtNew}
          </a>
          <button type="button" onClick={goOn}>
            {words.write.goOn}
          </button>
        </p>
      )}
    </div>
  )
}

/** To the control of the field, or the nearest part above it that there is; out of any fold. */
function lead(event: Event, field: string): void {
  const parts = field.split('/')
  for (let n = parts.length; n > 0; n--) {
    const control = document.getElementById(controlId(parts.slice(0, n).join('/')))
    if (control === null) continue
    event.preventDefault()
    for (
      let fold = control.closest('details');
      fold !== null;
      fold = fold.parentElement?.closest('details') ?? null
    )
      fold.open = true
    control.focus()
    control.scrollIntoView({ block: 'center' })
    return
  }
}
