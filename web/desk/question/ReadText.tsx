/** One text for a moderator: cut by selecting, and published; or withheld with a sentence. Nothing can be put otherwise. */
import { useRef, useState } from 'preact/hooks'
import { type Cut, cut } from '../../../worker/domain/record/spoken/cut.ts'
import type { ModerationGround } from '../../../worker/domain/record/spoken/vocabulary.ts'
import { personalIn } from '../../../worker/domain/text/personal.ts'
import { Attached } from '../../components/question/Attached.tsx'
import { Organisation } from '../../components/question/Organisation.tsx'
import { label } from '../../labels.ts'
import { count, fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { CopyForm } from './CopyForm.tsx'
import { GroundChoice } from './GroundChoice.tsx'
import { Withhold } from './Withhold.tsx'

/** A text that came in sealed, as the API opens it for whoever may read it. */
export interface OpenText {
  of: number
  title: string | null
  text: string
  asks: string[]
  /** Name that its writer chose for a comment; null for none. */
  name: string | null
  /** The organisation for which a comment speaks, by a record on its domain; null for words. */
  proof: { domain: string; means: string; on: string } | null
  /** The document that it is; null for words. */
  attachment: { sha256: string; bytes: number; mediaType: string } | null
}

const overlaps = (one: Cut, other: Cut): boolean =>
  one.field === other.field && one.from < other.to && other.from < one.to

/** Reading of one sealed text: parts to cut are chosen here, and the rest is published or withheld. */
export function ReadText({
  path,
  seq,
  text,
  onDone,
}: {
  /** Address of the record in the API. */
  path: string
  seq: number
  text: OpenText
  onDone(): void
}) {
  const { words, lang, send, tell } = useDesk()
  const { questionDesk } = words
  const [cuts, setCuts] = useState<readonly Cut[]>([])
  const [ground, setGround] = useState<ModerationGround>('personal_data')
  const [problem, setProblem] = useState<Problem | null>(null)
  const boxes = useRef(new Map<string, HTMLTextAreaElement>())
  const parts: [string, string, string][] = [
    ...(text.title === null
      ? []
      : [
          ['title', questionDesk.fields[text.attachment === null ? 'title' : 'name'], text.title] as [
            string,
            string,
            string,
          ],
        ]),
    ...(text.name === null
      ? []
      : [['name', questionDesk.fields.signed, text.name] as [string, string, string]]),
    ...(text.attachment === null && text.proof === null
      ? [['text', questionDesk.fields.text, text.text] as [string, string, string]]
      : []),
    ...text.asks.map((one, i): [string, string, string] => [
      `asks/${i}`,
      `${questionDesk.fields.asks} ${i + 1}`,
      one,
    ]),
  ]

  function add(more: readonly Cut[]): void {
    setCuts((known) => [...known.filter((one) => !more.some((other) => overlaps(one, other))), ...more])
  }

  function cutSelected(): void {
    const chosen = parts.flatMap(([field]): Cut[] => {
      const box = boxes.current.get(field)
      const from = box?.selectionStart ?? 0
      const to = box?.selectionEnd ?? 0
      return to > from ? [{ field, from, to, ground }] : []
    })
    if (chosen.length === 0) {
      tell(questionDesk.nothingSelected)
      return
    }
    add(chosen)
    for (const box of boxes.current.values()) box.setSelectionRange(0, 0)
  }

  function propose(): void {
    const found = parts.flatMap(([field, , value]) =>
      personalIn(value).map((span): Cut => ({ field, ...span, ground: 'personal_data' })),
    )
    add(found)
    tell(count(questionDesk.proposed, found.length))
  }

  async function enter(verb: string, body: object, done: string): Promise<void> {
    const answer = await send('POST', `${path}/${verb}`, { of: text.of, ...body }, { seq })
    setProblem(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    tell(done)
    onDone()
  }

  const shown = cut(text, cuts)
  return (
    <section aria-labelledby={`text-${text.of}`}>
      <h3 id={`text-${text.of}`}>{fill(questionDesk.text, { of: text.of })}</h3>
      {text.attachment !== null && (
        <>
          <Attached lang={lang} name={text.title ?? ''} attachment={text.attachment} />
          <p class="hint">{questionDesk.attachedHint}</p>
        </>
      )}
      {text.proof !== null && <Organisation lang={lang} proof={text.proof} />}
      <p class="hint">{questionDesk.cutHint}</p>
      {parts.map(([field, name, value]) => (
        <div key={field} class="field">
          <label for={`part-${field}-${text.of}`}>{name}</label>
          <textarea
            id={`part-${field}-${text.of}`}
            readOnly
            rows={field === 'text' ? 8 : 2}
            value={value}
            ref={(box) => {
              if (box === null) boxes.current.delete(field)
              else boxes.current.set(field, box)
            }}
          />
        </div>
      ))}
      <GroundChoice id={`ground-${text.of}`} value={ground} onChoose={setGround} />
      <p class="buttons">
        <button type="button" onClick={cutSelected}>
          {questionDesk.cut}
        </button>
        <button type="button" onClick={propose}>
          {questionDesk.propose}
        </button>
      </p>
      {cuts.length > 0 && (
        <ul class="tasks">
          {cuts.map((one) => {
            const value = parts.find(([field]) => field === one.field)?.[2] ?? ''
            return (
              <li key={`${one.field} ${one.from}`}>
                <button
                  type="button"
                  class="plain"
                  onClick={() => setCuts(cuts.filter((other) => other !== one))}
                >
                  {fill(questionDesk.uncut, { text: value.slice(one.from, one.to) })}
                </button>
                <span class="hint">{label(lang, 'moderationGround', one.ground)}</span>
              </li>
            )
          })}
        </ul>
      )}
      <h4>{questionDesk.preview}</h4>
      {shown.title !== null && <p>{shown.title}</p>}
      <p>{shown.text}</p>
      {shown.asks.map((one) => (
        <p key={one}>{one}</p>
      ))}
      <Trouble problem={problem} />
      <p class="buttons">
        <button
          type="button"
          class="primary"
          onClick={() => enter('publish', { cuts }, questionDesk.published)}
        >
          {cuts.length === 0 ? questionDesk.publishWhole : questionDesk.publish}
        </button>
      </p>
      {text.attachment !== null && (
        <CopyForm
          path={path}
          name={String(text.of)}
          onCopy={(copy) => enter('publish', { cuts, copy }, questionDesk.copyPublished)}
        />
      )}
      <Withhold
        name={String(text.of)}
        label={questionDesk.withhold}
        onWithhold={(body) => enter('withhold', body, questionDesk.withheld)}
      />
    </section>
  )
}
