/** The inspector's desk: what the rules find today, and the flags that are open. */
import { useState } from 'preact/hooks'
import { at, recordPath } from '../../address.ts'
import { label, statusLabel } from '../../labels.ts'
import type { RecordView } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../desk.ts'
import type { Problem } from '../send.ts'
import { Tasks } from '../Tasks.tsx'
import { Trouble } from '../Trouble.tsx'
import { useList } from '../useList.ts'

interface Finding {
  rule: string
  subject: string
  about: 'record' | 'group'
  title: string
  department: string | null
  severity: string | null
  value: number | string | null
  threshold: number | string | null
  inputs: number[]
  name: { zh: string; en: string }
  audience: 'public' | 'inspectors'
  flag: { id: string; status: string } | null
}

const OPEN = ['responded', 'raised', 'acknowledged', 'explanation_requested', 'parked']
const MOST = 200

/** Open flags, those that were answered first. */
export function OpenFlags() {
  const { words, lang, to } = useDesk()
  const { items } = useList<RecordView>('/api/v1/flags?limit=200')
  if (items === null) return null
  const open = items
    .filter(({ status }) => OPEN.includes(status))
    .sort((a, b) => OPEN.indexOf(a.status) - OPEN.indexOf(b.status))
  return (
    <Tasks
      title={words.findings.openFlags}
      none={words.findings.noFlags}
      tasks={open.map(({ id, title, status, departmentName }) => ({
        id,
        href: to(`/on/${id}`),
        title,
        hint: [statusLabel(lang, 'flag', status), departmentName].filter((part) => part !== null).join(' · '),
      }))}
    />
  )
}

export function FindingsPage() {
  const { words, lang, send, to, tell } = useDesk()
  const { findings } = words
  const [rule, setRule] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const list = useList<Finding>('/api/v1/findings')
  const rules = [...new Map(list.items?.map((one) => [one.rule, one.name[lang]]) ?? [])].sort()
  const shown = (list.items ?? []).filter((one) => rule === '' || one.rule === rule)

  async function raise({ rule: id, subject }: Finding): Promise<void> {
    const answer = await send<{ records: { id: string }[] }>('POST', '/api/v1/findings/raise', {
      rule: id,
      subject,
    })
    if (!answer.ok) return setProblem(answer.problem)
    tell(findings.raised)
    list.reload()
  }

  return (
    <>
      <h1>{words.nav.findings}</h1>
      <p class="lede">{findings.lede}</p>
      <Trouble problem={problem ?? list.problem} />
      {list.items === null && list.problem === null && <p role="status">{findings.running}</p>}
      {list.items !== null && (
        <>
          <div class="field">
            <label for="rule">{findings.rule}</label>
            <select id="rule" value={rule} onChange={({ currentTarget }) => setRule(currentTarget.value)}>
              <option value="">{fill(findings.all, { n: list.items.length })}</option>
              {rules.map(([id, name]) => (
                <option key={id} value={id}>
                  {id} {name}
                </option>
              ))}
            </select>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways is reached by keyboard */}
          <section class="scroll" tabIndex={0} aria-label={words.nav.findings}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{findings.severity}</th>
                  <th scope="col">{findings.rule}</th>
                  <th scope="col">{findings.subject}</th>
                  <th scope="col">{findings.value}</th>
                  <th scope="col">{findings.entries}</th>
                  <th scope="col">{findings.flag}</th>
                </tr>
              </thead>
              <tbody>
                {shown.slice(0, MOST).map((one) => (
                  <tr key={`${one.rule} ${one.subject}`}>
                    <td>{one.severity === null ? '' : label(lang, 'severity', one.severity)}</td>
                    <td>
                      <a href={at(lang, `/rules/${one.rule}`)}>
                        {one.rule} {one.name[lang]}
                      </a>
                    </td>
                    <td>
                      {recordPath(one.subject) === null ? (
                        one.title
                      ) : (
                        <a href={at(lang, recordPath(one.subject) ?? '/')}>{one.title || one.subject}</a>
                      )}
                    </td>
                    <td>{[one.value, one.threshold].filter((part) => part !== null).join(' / ')}</td>
                    <td>
                      {one.inputs.slice(0, 3).map((index) => (
                        <span key={index}>
                          <a href={at(lang, `/entries/${index}`)}>{index}</a>{' '}
                        </span>
                      ))}
                    </td>
                    <td>
                      {one.flag !== null ? (
                        <a href={to(`/on/${one.flag.id}`)}>{statusLabel(lang, 'flag', one.flag.status)}</a>
                      ) : one.audience === 'public' && one.about === 'record' ? (
                        <button
                          type="button"
                          onClick={() => raise(one)}
                          aria-label={fill(findings.raiseNamed, { rule: one.rule, title: one.title })}
                        >
                          {findings.raise}
                        </button>
                      ) : (
                        <span class="hint">{findings.internal}</span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {shown.length > MOST && <p class="hint">{fill(findings.cut, { n: MOST, of: shown.length })}</p>}
        </>
      )}
    </>
  )
}
