/** One confidential file: what is due, who has it, all its lines, what may be written, and its check. */
import { useEffect, useState } from 'preact/hooks'
import {
  type CaseVerb,
  caseShapes,
  caseVerbs,
  eventOfVerb,
  isCaseVerb,
  openShape,
} from '../../../worker/domain/case/acts.ts'
import type { CaseState } from '../../../worker/domain/case/case.ts'
import type { CaseDue } from '../../../worker/domain/case/due.ts'
import {
  type CaseEvent,
  caseCodes,
  caseEvents,
  caseFields,
  caseParts,
  caseStatuses,
  remedyStatuses,
} from '../../../worker/domain/case/words.ts'
import { kindOfRecord } from '../../../worker/domain/record/ids.ts'
import { at, recordPath } from '../../address.ts'
import { formatMoment } from '../../text/dates.ts'
import type { Json } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { CaseForm } from '../form/CaseForm.tsx'
import { fieldsIn, isEmpty } from '../form/value.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useTitles } from '../frame/titles.ts'

interface Line {
  seq: number
  event: CaseEvent
  at: string
  account: string
  body: Json
}

interface File {
  state: CaseState
  due: CaseDue[]
  acts: Line[]
}

interface Check {
  holds: boolean
  lines: { seq: number; holds: boolean }[]
  missing: number[]
  days: { day: string; holds: boolean }[]
  openSince: string
}

export function CasePage({ id }: { id: string }) {
  const { words, lang, send, tell } = useDesk()
  const { cases } = words
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [verb, setVerb] = useState<CaseVerb>('note')
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    void send<File>('GET', `/api/v1/cases/${id}`).then((answer) =>
      answer.ok ? setFile(answer.body) : setProblem(answer.problem),
    )
  }, [send, id, turn])
  const titles = useTitles(file === null ? [] : namedIn(file))
  const nameOf = (named: string): string => titles.get(named) ?? named
  if (problem !== null) return <Trouble problem={problem} />
  if (file === null) return <p class="hint">{words.loading}</p>
  const { state, due } = file

  async function write(body: Json): Promise<Problem | null> {
    const answer = await send<{ seq: number }>('POST', `/api/v1/cases/${id}/${verb}`, body, {
      idempotencyKey: crypto.randomUUID(),
      seq: state.seq,
    })
    if (!answer.ok) return answer.problem
    tell(fill(cases.written, { seq: answer.body.seq }))
    setTurn((n) => n + 1)
    return null
  }

  const spec = caseShapes[verb].spec
  return (
    <>
      <p class="hint">
        {words.nav.cases} <code>{id}</code>
      </p>
      <h1>{state.title}</h1>
      <p>{caseStatuses[state.status][lang]}</p>
      <h2>{cases.due}</h2>
      {due.length === 0 && <p class="hint">{cases.noDue}</p>}
      <ul class="tasks">
        {due.map((one) => (
          <li key={one.what.en}>
            <span>{one.what[lang]}</span>
            <span class="hint">
              {one.overdue && <strong>{cases.overdue} </strong>}
              {fill(cases.dueLine, { due: one.due, basis: one.basis[lang] })}
            </span>
          </li>
        ))}
      </ul>
      <h2>{cases.members}</h2>
      <ul class="tasks">
        {state.members.map(({ account, part, declaration }) => (
          <li key={account}>
            <span>
              {nameOf(account)} · {caseParts[part][lang]}
            </span>
            <span class="hint">{declaration}</span>
          </li>
        ))}
      </ul>
      {state.remedies.length > 0 && (
        <>
          <h2>{cases.remedies}</h2>
          <ul class="tasks">
            {state.remedies.map((one) => (
              <li key={one.id}>
                <span>
                  {one.id} {one.text}
                </span>
                <span class="hint">
                  {fill(cases.remedyLine, {
                    status: remedyStatuses[one.status][lang],
                    department: nameOf(one.department),
                    due: one.due,
                  })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{cases.act}</h2>
      <div class="field">
        <label for="verb">{cases.verb}</label>
        <select
          id="verb"
          value={verb}
          onChange={({ currentTarget: { value } }) => isCaseVerb(value) && setVerb(value)}
        >
          {caseVerbs.map((one) => (
            <option key={one} value={one}>
              {caseEvents[eventOfVerb[one]][lang]}
            </option>
          ))}
        </select>
      </div>
      <CaseForm
        key={verb}
        specs={spec.is === 'object' ? spec.fields : {}}
        submit={cases.write}
        onSend={write}
      />
      <h2>{cases.acts}</h2>
      <Checking id={id} />
      <ol class="file">
        {file.acts
          .filter(({ event }) => event !== 'read')
          .map((line) => (
            <Written key={line.seq} line={line} nameOf={nameOf} />
          ))}
      </ol>
      <Looks lines={file.acts.filter(({ event }) => event === 'read')} nameOf={nameOf} />
    </>
  )
}

/** Records that the file names, and who wrote it. */
function namedIn({ state, acts }: File): string[] {
  const said = acts.flatMap(({ account, body }) => [account, ...Object.values(fieldsIn(body)).flat()])
  const named = [...state.members.map(({ account }) => account), ...said]
  return [...new Set(named)].flatMap((one) =>
    typeof one === 'string' && kindOfRecord(one) !== null ? [one] : [],
  )
}

/** Who has looked at the file, and when. */
function Looks({ lines, nameOf }: { lines: readonly Line[]; nameOf(id: string): string }) {
  const { words, timeZone } = useDesk()
  return (
    <details class="more">
      <summary>{fill(words.cases.looks, { n: lines.length })}</summary>
      <ul class="tasks">
        {lines.map(({ at: time, account }) => (
          <li key={time}>
            {fill(words.cases.line, { time: formatMoment(time, timeZone), account: nameOf(account) })}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The fields of an act in the order in which its form asks for them. */
function fieldsOfAct(event: CaseEvent): string[] {
  const verb = caseVerbs.find((one) => eventOfVerb[one] === event)
  const { spec } = verb === undefined ? openShape : caseShapes[verb]
  return spec.is === 'object' ? Object.keys(spec.fields) : []
}

/** One line of the file, with all that it says. */
function Written({
  line: { seq, event, at: time, account, body },
  nameOf,
}: {
  line: Line
  nameOf(id: string): string
}) {
  const { words, lang, timeZone } = useDesk()
  const fields = fieldsIn(body)
  const said = fieldsOfAct(event).flatMap((field): [string, Json][] => {
    const value = fields[field]
    return value === undefined || isEmpty(value) ? [] : [[field, value]]
  })
  return (
    <li>
      <p>
        <strong>
          {seq} {caseEvents[event][lang]}
        </strong>{' '}
        <span class="hint">
          {fill(words.cases.line, { time: formatMoment(time, timeZone), account: nameOf(account) })}
        </span>
      </p>
      {said.length > 0 && (
        <dl>
          {said.map(([field, value]) => (
            <div key={field}>
              <dt>{caseFields[field]?.[lang] ?? field}</dt>
              <dd>
                <Said field={field} value={value} nameOf={nameOf} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

function Said({ field, value, nameOf }: { field: string; value: Json; nameOf(id: string): string }) {
  const { words, lang } = useDesk()
  if (typeof value === 'boolean') return <>{value ? words.cases.yes : words.cases.no}</>
  const texts = (Array.isArray(value) ? value : [value]).map(String)
  return (
    <>
      {texts.map((text, i) => {
        const path = recordPath(text)
        const word = caseCodes[field]?.[text]?.[lang] ?? text
        return (
          <span key={text}>
            {i > 0 && ' '}
            {path === null ? word : <a href={at(lang, path)}>{nameOf(text)}</a>}
          </span>
        )
      })}
    </>
  )
}

/** Compares the file with the digests of its days that stand in the ledger. */
function Checking({ id }: { id: string }) {
  const { words, send } = useDesk()
  const { cases } = words
  const [check, setCheck] = useState<Check | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function ask(): Promise<void> {
    const answer = await send<Check>('GET', `/api/v1/cases/${id}/check`)
    if (answer.ok) setCheck(answer.body)
    setProblem(answer.ok ? null : answer.problem)
  }
  const lines = check?.lines.filter(({ holds }) => !holds).map(({ seq }) => seq) ?? []
  const days = check?.days.filter(({ holds }) => !holds).map(({ day }) => day) ?? []
  return (
    <>
      <p>
        <button type="button" onClick={ask}>
          {cases.check}
        </button>
      </p>
      <Trouble problem={problem} />
      <div role="status">
        {check !== null && (
          <p class="notice">
            {check.holds ? fill(cases.holds, { since: check.openSince }) : cases.differs}
            {lines.length > 0 && ` ${fill(cases.badLines, { seqs: lines.join('、') })}`}
            {days.length > 0 && ` ${fill(cases.badDays, { days: days.join('、') })}`}
            {check.missing.length > 0 && ` ${fill(cases.missing, { seqs: check.missing.join('、') })}`}
          </p>
        )}
      </div>
    </>
  )
}
