/** Where an evidence file is dropped, and what was found. Drawn by the browser alone. */
import { useState } from 'preact/hooks'
import { count, fill } from '../words/fill.ts'
import type { CheckWords } from '../words/words.ts'
import { type Judgement, judge } from './judge.ts'

export interface CheckerProps {
  words: CheckWords
  /** What each event is called. */
  events: Record<string, string>
  clock: () => Date
}

export function Checker({ words, events, clock }: CheckerProps) {
  const [policy, setPolicy] = useState('')
  const [file, setFile] = useState<{ name: string; text: string } | null>(null)
  const [found, setFound] = useState<Judgement | null>(null)

  async function look(text: string, by: string): Promise<void> {
    setFound(await judge(text, by, Math.floor(clock().getTime() / 1000)))
  }
  async function take(picked: File | undefined): Promise<void> {
    if (picked === undefined) return
    const text = await picked.text()
    setFile({ name: picked.name, text })
    await look(text, policy)
  }

  return (
    <>
      <section aria-labelledby="file">
        <h2 id="file">{words.file}</h2>
        <label
          class="drop"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault()
            void take(event.dataTransfer?.files[0])
          }}
        >
          <span>{file === null ? words.drop : file.name}</span>
          <input
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => void take(currentTarget.files?.[0])}
          />
        </label>
        <label class="field">
          <span>{words.policy}</span>
          <small>{words.policyHint}</small>
          <textarea
            rows={5}
            spellcheck={false}
            value={policy}
            onInput={({ currentTarget: { value } }) => {
              setPolicy(value)
              if (file !== null) void look(file.text, value)
            }}
          />
        </label>
      </section>
      <div role="status" aria-live="polite">
        {found !== null && <Found found={found} words={words} events={events} />}
      </div>
    </>
  )
}

function Found({ found, words, events }: { found: Judgement } & Omit<CheckerProps, 'clock'>) {
  if (found.is === 'file' || found.is === 'policy' || found.is === 'signature')
    return <Verdict good={false} title={words.broken} text={words.problem[found.is]} />
  if (found.is === 'entry') {
    const text = fill(words.part[found.part], { index: String(found.index) })
    return <Verdict good={false} title={words.broken} text={text} />
  }
  const { record, title, entries, size, vkey, witnesses, carried } = found
  const good = found.is === 'holds'
  return (
    <>
      <Verdict
        good={good}
        title={good ? words.holds : words.short}
        text={fill(words.under, {
          entries: count(words.entries, entries.length),
          size: count(words.entries, size),
        })}
      />
      {carried && <p class="notice">{words.carried}</p>}
      <dl class="facts facts--wide">
        <div>
          <dt>{words.record}</dt>
          <dd>
            {title} <code>{record}</code>
          </dd>
        </div>
        <div>
          <dt>{words.signed}</dt>
          <dd>
            <code>{vkey}</code>
          </dd>
        </div>
        {witnesses.map(({ name, time }) => (
          <div key={name}>
            <dt>{words.cosigned}</dt>
            <dd>
              {name} · <time>{new Date(time * 1000).toISOString()}</time>
            </dd>
          </div>
        ))}
      </dl>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{words.entry}</th>
            <th scope="col">{words.event}</th>
            <th scope="col">{words.occurred}</th>
            <th scope="col">{words.recorded}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.index}>
              <td class="num">{entry.index}</td>
              <td>
                {events[entry.event] ?? words.otherEvent}
                {entry.withheld && <small> {words.withheld}</small>}
              </td>
              <td>{entry.occurred}</td>
              <td>{entry.recorded}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Verdict({ good, title, text }: { good: boolean; title: string; text: string }) {
  return (
    <div class={good ? 'verdict verdict--good' : 'verdict verdict--broken'}>
      <strong>{title}</strong>
      <p>{text}</p>
    </div>
  )
}
