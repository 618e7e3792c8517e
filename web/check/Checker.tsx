/** Drop place for an evidence file, and the results. Drawn by the browser alone. */
import { useRef, useState } from 'preact/hooks'
import { type Judgement, judgeEvidence } from '../../worker/domain/proof/judge.ts'
import { Scroll } from '../components/list/Scroll.tsx'
import { formatMoment, isInstant, offsetOf } from '../text/dates.ts'
import { count, fill } from '../words/fill.ts'
import type { CheckWords } from '../words/words.ts'

export interface CheckerProps {
  words: CheckWords
  /** Name of each event. */
  events: Record<string, string>
  /** IANA name of the time zone in which instants are written out. */
  timeZone: string
  clock: () => Date
}

/** Form for an evidence file and a policy, with the judgement below. Nothing leaves the browser. */
export function Checker({ words, events, timeZone, clock }: CheckerProps) {
  const [policy, setPolicy] = useState('')
  const [file, setFile] = useState<{ name: string; bytes: Uint8Array } | null>(null)
  const [found, setFound] = useState<Judgement | null>(null)
  // Reading and judging take their time: whatever was asked for before the newest look is not shown.
  const newest = useRef(0)

  async function look(read: () => Promise<Uint8Array> | Uint8Array, name: string, by: string): Promise<void> {
    newest.current += 1
    const mine = newest.current
    const bytes = await read()
    if (mine !== newest.current) return
    setFile({ name, bytes })
    const judged = await judgeEvidence(bytes, by, Math.floor(clock().getTime() / 1000))
    if (mine === newest.current) setFound(judged)
  }
  function take(picked: File | undefined): void {
    if (picked !== undefined)
      void look(async () => new Uint8Array(await picked.arrayBuffer()), picked.name, policy)
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
            take(event.dataTransfer?.files[0])
          }}
        >
          <span>{file === null ? words.drop : file.name}</span>
          <input
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => take(currentTarget.files?.[0])}
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
              if (file !== null) void look(() => file.bytes, file.name, value)
            }}
          />
        </label>
      </section>
      <div role="status" aria-live="polite">
        {found !== null && <Found found={found} words={words} events={events} timeZone={timeZone} />}
      </div>
    </>
  )
}

type FoundProps = { found: Judgement } & Omit<CheckerProps, 'clock'>

function Found({ found, words, events, timeZone }: FoundProps) {
  if (!('entries' in found) && found.is !== 'entry')
    return <Verdict look="broken" title={words.broken} text={words.problem[found.is]} />
  if (found.is === 'entry') {
    const text = fill(words.part[found.part], { index: String(found.index) })
    return <Verdict look="broken" title={words.broken} text={text} />
  }
  const { record, title, entries, size, vkey, former, witnesses, complete } = found
  const when = (text: string) =>
    isInstant(text) ? `${formatMoment(text, timeZone)} ${offsetOf(text, timeZone)}` : text
  return (
    <>
      <Verdict
        look={LOOKS[found.is]}
        title={words[found.is]}
        text={fill(words.under, {
          entries: count(words.entries, entries.length),
          size: count(words.entries, size),
        })}
      />
      {found.is === 'itself' && <p class="notice">{words.carried}</p>}
      {former && <p class="notice">{words.former}</p>}
      {complete !== null && (
        <p>{fill(words.complete[complete.is], { day: 'day' in complete ? complete.day : '' })}</p>
      )}
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
              {name} · <Instant at={new Date(time * 1000).toISOString()} when={when} />
            </dd>
          </div>
        ))}
      </dl>
      <Scroll name={words.event}>
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
                <td>{when(entry.occurred)}</td>
                <td>
                  <Instant at={entry.recorded} when={when} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )
}

function Instant({ at, when }: { at: string; when: (text: string) => string }) {
  return <time dateTime={at}>{when(at)}</time>
}

/** Look of a result: it holds, it holds as far as it goes, or it does not. */
type Look = 'good' | 'neutral' | 'broken'

const LOOKS = { holds: 'good', itself: 'neutral', short: 'broken' } as const satisfies Record<string, Look>

function Verdict({ look, title, text }: { look: Look; title: string; text: string }) {
  return (
    <div class={`verdict verdict--${look}`}>
      <strong>{title}</strong>
      <p>{text}</p>
    </div>
  )
}
