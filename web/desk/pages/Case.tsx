/** One confidential file: what is due, who has it, all its lines, what may be written, and its check. */
import { useEffect, useState } from 'preact/hooks'
import {
  actOfVerb,
  type CaseVerb,
  caseVerbs,
  eventOfVerb,
  isCaseVerb,
} from '../../../worker/domain/case/acts.ts'
import type { CaseDue } from '../../../worker/domain/case/due.ts'
import type { CaseState } from '../../../worker/domain/case/state.ts'
import { caseEvents, caseParts, caseStatuses, remedyStatuses } from '../../../worker/domain/case/words.ts'
import { kindOfRecord } from '../../../worker/domain/kinds/table.ts'
import { ClockLines } from '../../components/clock/ClockLines.tsx'
import type { Json } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { CaseCheck } from '../case/CaseCheck.tsx'
import { type CaseLine, CaseLineItem, CaseReaders } from '../case/CaseLines.tsx'
import { dueWords } from '../case/due-words.ts'
import { CaseForm } from '../form/CaseForm.tsx'
import { fieldsIn } from '../form/fields/value.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useTitles } from '../frame/titles.ts'

interface File {
  state: CaseState
  due: CaseDue[]
  acts: CaseLine[]
}

/**
 * Page of one case, for those who have it.
 *
 * @param id of the case
 */
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

  const spec = actOfVerb(verb).shape.spec
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
              {dueWords(one, words, lang)}
            </span>
            <ClockLines lines={one.lines} lang={lang} words={words} />
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
      <CaseCheck id={id} />
      <ol class="file">
        {file.acts
          .filter(({ event }) => event !== 'read')
          .map((line) => (
            <CaseLineItem key={line.seq} line={line} nameOf={nameOf} />
          ))}
      </ol>
      <CaseReaders lines={file.acts.filter(({ event }) => event === 'read')} nameOf={nameOf} />
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
