/** Texts of one row, opened: each can be left out of what is decided together, or read by itself. */
import { type Cut, cut } from '../../../worker/domain/record/spoken/cut.ts'
import { hasPersonal, personalIn } from '../../../worker/domain/text/personal.ts'
import { Attached } from '../../components/question/Attached.tsx'
import { Organisation } from '../../components/question/Organisation.tsx'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { OpenText } from '../question/ReadText.tsx'
import { runsBeside } from './differs.ts'

/** A text that waits, with where it stands. */
export interface WaitingText {
  id: string
  of: number
  seq: number
  text: OpenText
}

/** Parts of a text that look like personal data, to be cut. */
export function personalCuts({ title, text, name, asks }: OpenText): Cut[] {
  const parts: [string, string][] = [
    ['title', title ?? ''],
    ['text', text],
    ['name', name ?? ''],
    ...asks.map((one, i): [string, string] => [`asks/${i}`, one]),
  ]
  return parts.flatMap(([field, value]) =>
    personalIn(value).map((span): Cut => ({ field, ...span, ground: 'personal_data' })),
  )
}

/** True for a text that, with what is cut of it, still has something that looks like personal data. */
export function isPersonal(text: OpenText, cuts: readonly Cut[]): boolean {
  const { title, text: said, name, asks } = cut(text, cuts)
  return hasPersonal([title, said, name, ...asks])
}

interface RowTextsProps {
  texts: readonly WaitingText[]
  chosen: ReadonlySet<string>
  cutsOf(text: WaitingText): readonly Cut[]
  onChoose(id: string, isChosen: boolean): void
}

/** The texts of a row as they would be published, the first of them whole, the others beside it. */
export function RowTexts({ texts, chosen, cutsOf, onChoose }: RowTextsProps) {
  const { words, lang, to } = useDesk()
  const { reading } = words.questionDesk
  const linesOf = (one: WaitingText): (string | null)[] => {
    const { title, text, name, asks } = cut(one.text, cutsOf(one))
    return [title, text, ...asks, name]
  }
  const [first] = texts
  const whole = first === undefined ? [] : linesOf(first)
  return (
    <ol class="reading">
      {texts.map((one, at) => {
        const lines = linesOf(one)
        const isEqual = at > 0 && lines.length === whole.length && lines.every((line, i) => line === whole[i])
        const left = texts.length > 1 && isPersonal(one.text, cutsOf(one))
        return (
          <li key={one.id}>
            <p>
              {texts.length > 1 && (
                <input
                  type="checkbox"
                  aria-label={fill(reading.choose, { id: one.id })}
                  checked={chosen.has(one.id) && !left}
                  disabled={left}
                  onChange={({ currentTarget }) => onChoose(one.id, currentTarget.checked)}
                />
              )}{' '}
              <a href={to(`/on/${one.id}`)}>
                {reading.alone}
                <span class="vh"> {one.id}</span>
              </a>{' '}
              {at > 0 && <span class="hint">{isEqual ? reading.equal : reading.differs}</span>}
              {left && <span class="hint">{reading.personal}</span>}
            </p>
            {one.text.attachment !== null && (
              <Attached lang={lang} name={one.text.title ?? ''} attachment={one.text.attachment} />
            )}
            {one.text.proof !== null && <Organisation lang={lang} proof={one.text.proof} />}
            {!isEqual &&
              lines.map((line, i) =>
                line === null ? null : (
                  <p key={`${i} ${line}`} class="spoken">
                    {at === 0
                      ? line
                      : runsBeside(whole[i] ?? '', line).map((run) =>
                          run.differs ? <mark key={run.text}>{run.text}</mark> : run.text,
                        )}
                  </p>
                ),
              )}
          </li>
        )
      })}
    </ol>
  )
}
