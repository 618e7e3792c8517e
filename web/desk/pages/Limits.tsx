/** The limits of one rule: what holds, where other numbers would have led, and setting them with a reason. */
import { useEffect, useState } from 'preact/hooks'
import { at } from '../../address.ts'
import type { RuleView } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { mayI, useDesk, useMe } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'
import { type Trial, TrialTable } from '../limits/TrialTable.tsx'
import { handIn } from '../write/drafts.ts'

interface Limited extends RuleView {
  limits: { [parameter: string]: number }
}

/**
 * Page on the limits of one rule, with the choice of another.
 *
 * @param rule id of the rule; empty before one is chosen
 */
export function LimitsPage({ rule }: { rule: string }) {
  const { words, lang, to } = useDesk()
  const { items, problem } = useList<RuleView>('/api/v1/rules')
  const settable = items?.filter(({ parameters }) => parameters.length > 0) ?? []
  return (
    <>
      <h1>{words.nav.limits}</h1>
      <p class="lede">{words.limits.lede}</p>
      <Trouble problem={problem} />
      <div class="field">
        <label for="rule">{words.limits.rule}</label>
        <select
          id="rule"
          value={rule}
          onChange={({ currentTarget }) => location.assign(to(`/limits/${currentTarget.value}`))}
        >
          <option value="">{words.form.choose}</option>
          {settable.map(({ id, name }) => (
            <option key={id} value={id}>
              {id} {name[lang]}
            </option>
          ))}
        </select>
      </div>
      {rule !== '' && <RuleLimits id={rule} />}
    </>
  )
}

function RuleLimits({ id }: { id: string }) {
  const { words, lang, send, tell, to } = useDesk()
  const me = useMe()
  const { limits } = words
  const [rule, setRule] = useState<Limited | null>(null)
  const [given, setGiven] = useState<{ [name: string]: string }>({})
  const [reason, setReason] = useState('')
  const [trial, setTrial] = useState<Trial | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    void send<Limited>('GET', `/api/v1/rules/${id}`).then((answer) => {
      if (!answer.ok) return setProblem(answer.problem)
      setRule(answer.body)
      setGiven(Object.fromEntries(Object.entries(answer.body.limits).map(([name, n]) => [name, String(n)])))
    })
  }, [send, id])
  if (rule === null) return <Trouble problem={problem} />

  /** Those that were given otherwise than they stand; an empty field asks for the default. */
  const values = Object.fromEntries(
    Object.entries(given)
      .filter(([name, text]) => text !== String(rule.limits[name]))
      .map(([name, text]) => [name, text.trim() === '' ? null : Number(text)]),
  )

  async function attempt(): Promise<void> {
    setBusy(true)
    setProblem(null)
    const answer = await send<Trial>('POST', `/api/v1/rules/${id}/try`, { values })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    setTrial(answer.body)
    tell(limits.tried)
  }

  async function set(): Promise<void> {
    setProblem(null)
    const answer = await handIn(send, {
      ...{ kind: 'rulebook', verb: 'set', record: null, input: { rule: id, values, reason } },
      title: fill(limits.title, { rule: id }),
    })
    if (answer.ok) location.assign(to(`/drafts/${answer.body.id}`))
    else setProblem(answer.problem)
  }

  return (
    <section aria-labelledby="limits">
      <h2 id="limits">
        <a href={at(lang, `/rules/${id}`)}>
          {id} {rule.name[lang]}
        </a>
      </h2>
      <p>{rule.definition[lang]}</p>
      <Trouble problem={problem} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void attempt()
        }}
      >
        {rule.parameters.map(({ name, words: text, unit, least, most, default: usual }) => (
          <div class="field" key={name}>
            <label for={`limit-${name}`}>
              {text[lang]} · {unit[lang]}
            </label>
            <input
              id={`limit-${name}`}
              type="number"
              step="any"
              min={least}
              max={most}
              value={given[name] ?? ''}
              aria-describedby={`about-${name}`}
              onInput={({ currentTarget }) => setGiven({ ...given, [name]: currentTarget.value })}
            />
            <p class="hint" id={`about-${name}`}>
              {fill(limits.about, { least, most, usual })}
            </p>
          </div>
        ))}
        <button type="submit" disabled={busy || Object.keys(values).length === 0}>
          {busy ? limits.trying : limits.attempt}
        </button>
      </form>
      {trial !== null && <TrialTable trial={trial} rule={rule} />}
      {mayI(me, 'rule.write') && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void set()
          }}
        >
          <div class="field">
            <label for="reason">{limits.reason}</label>
            <textarea
              id="reason"
              rows={3}
              required
              value={reason}
              aria-describedby="about-reason"
              onInput={({ currentTarget }) => setReason(currentTarget.value)}
            />
            <p class="hint" id="about-reason">
              {limits.reasonHint}
            </p>
          </div>
          <button type="submit" disabled={reason.trim() === '' || Object.keys(values).length === 0}>
            {limits.set}
          </button>
        </form>
      )}
    </section>
  )
}
