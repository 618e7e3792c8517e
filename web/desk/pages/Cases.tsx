/** The cases of an inspector: those assigned to oneself with their clocks, of all others that they are there. */
import { useEffect, useState } from 'preact/hooks'
import { openShape } from '../../../worker/domain/case/acts.ts'
import type { CaseDue } from '../../../worker/domain/case/due.ts'
import { caseParts, caseStatuses } from '../../../worker/domain/case/words.ts'
import type { Json } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { dueWords } from '../case/due-words.ts'
import { CaseForm } from '../form/CaseForm.tsx'
import type { Fields } from '../form/fields/value.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useTitles } from '../frame/titles.ts'

interface Listed {
  id: string
  opened: string
  status: keyof typeof caseStatuses
  members: { account: string; part: keyof typeof caseParts }[]
  own: { seq: number; title: string; due: CaseDue[] } | null
}

/** Page of all cases, with the form that opens one. */
export function CasesPage() {
  const { words, lang, send, to, tell, query } = useDesk()
  const { cases } = words
  const [list, setList] = useState<{ items: Listed[]; unopened: number } | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    void send<{ items: Listed[]; unopened: number }>('GET', '/api/v1/cases').then((answer) =>
      answer.ok ? setList(answer.body) : setProblem(answer.problem),
    )
  }, [send])

  async function open(body: Json): Promise<Problem | null> {
    const answer = await send<{ id: string }>('POST', '/api/v1/cases', body, {
      idempotencyKey: crypto.randomUUID(),
    })
    if (!answer.ok) return answer.problem
    tell(cases.opened)
    location.assign(to(`/cases/${answer.body.id}`))
    return null
  }

  const titles = useTitles(list?.items.flatMap(({ members }) => members.map(({ account }) => account)) ?? [])
  const hintOf = ({ opened, status, members }: Listed): string =>
    fill(cases.listed, {
      opened,
      status: caseStatuses[status][lang],
      members: members
        .map(({ account, part }) => `${titles.get(account) ?? account} (${caseParts[part][lang]})`)
        .join(' · '),
    })
  const own = list?.items.filter((one) => one.own !== null) ?? []
  const others = list?.items.filter((one) => one.own === null) ?? []
  const spec = openShape.spec
  // From the page of a flag that was referred: `?flag=fla-…`.
  const flag = new URLSearchParams(query).get('flag')
  const initial: Fields = flag === null ? {} : { flag, source: 'flag' }
  return (
    <>
      <h1>{words.nav.cases}</h1>
      <p class="lede">{cases.lede}</p>
      <Trouble problem={problem} />
      {list === null && problem === null && <p class="hint">{words.loading}</p>}
      {list !== null && (
        <>
          {list.unopened > 0 && <p class="notice">{fill(cases.unopened, { n: list.unopened })}</p>}
          <h2>{cases.own}</h2>
          {own.length === 0 && <p class="hint">{cases.none}</p>}
          <ul class="tasks">
            {own.map((one) => (
              <li key={one.id}>
                <a href={to(`/cases/${one.id}`)}>{one.own?.title}</a>
                <span class="hint">{hintOf(one)}</span>
                {one.own?.due.map((due) => (
                  <span key={due.what.en} class="hint">
                    {due.overdue && <strong>{cases.overdue} </strong>}
                    {due.what[lang]} · {dueWords(due, words, lang)}
                  </span>
                ))}
              </li>
            ))}
          </ul>
          {others.length > 0 && (
            <>
              <h2>{cases.others}</h2>
              <p class="hint">{cases.othersHint}</p>
              <ul class="tasks">
                {others.map((one) => (
                  <li key={one.id}>
                    <code>{one.id}</code>
                    <span class="hint">{hintOf(one)}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          <h2>{cases.open}</h2>
          <CaseForm
            specs={spec.is === 'object' ? spec.fields : {}}
            initial={initial}
            submit={cases.open}
            onSend={open}
          />
        </>
      )}
    </>
  )
}
