import { useFrame } from '../../frame.ts'
import { foreign } from '../../text/language.ts'
import { linesOf, opening } from '../../text/paragraphs.ts'
import { count } from '../../words/words.ts'

/** Beyond this many characters a text opens folded. */
const FOLD = 220
const EXCERPT = 90

/** A text as printed: its own lines, numbered lines hanging, article numbers set off. */
export function Prose({ text }: { text: string }) {
  const { lang } = useFrame()
  return (
    <div class="prose" lang={foreign(lang, text)}>
      {linesOf(text).map((line) => {
        const names = [line.hang === 0 ? '' : `hang-${line.hang}`, line.gap ? 'gap' : '']
          .filter((name) => name !== '')
          .join(' ')
        return (
          <p key={line.at} class={names === '' ? undefined : names}>
            {line.lead !== '' && <b>{line.lead}</b>}
            {line.text}
          </p>
        )
      })}
    </div>
  )
}

/** A text that unfolds when it is long. Needs no script; print shows all of it. */
export function LongText({ text, fold = FOLD }: { text: string; fold?: number }) {
  const { lang, words } = useFrame()
  if (text.length <= fold) return <Prose text={text} />
  return (
    <details class="long">
      <summary>
        <span class="long__cut" lang={foreign(lang, text)}>
          {opening(text, EXCERPT)}{' '}
        </span>
        <span class="long__more">{count(words.count.unfold, text.length)}</span>
        <span class="long__less">{words.count.fold}</span>
      </summary>
      <Prose text={text} />
    </details>
  )
}
