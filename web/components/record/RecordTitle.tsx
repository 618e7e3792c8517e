import type { ComponentChildren } from 'preact'
import { useFrame } from '../../frame.ts'
import { foreign } from '../../text/language.ts'
import { count } from '../../words/words.ts'
import { Mark } from '../Mark.tsx'

interface RecordTitleProps {
  /** Words above the title, from the kind to the number; null is left out. */
  kinds: readonly (string | null)[]
  title: string
  /** Directly below the title. */
  below?: ComponentChildren
  lede?: ComponentChildren
  /** Between the sentence and the states. */
  hint?: ComponentChildren
  states: ComponentChildren
  /** Number of corrections that put it right. */
  corrections?: number
  children?: ComponentChildren
}

/** The head of the page of a record: what it is, its title, one sentence, its states. */
export function RecordTitle(props: RecordTitleProps) {
  const { kinds, title, below, lede, hint, states, corrections = 0, children } = props
  const { lang, words } = useFrame()
  return (
    <div class="title">
      <p class="kind dot">{kinds.map((kind) => kind !== null && <span key={kind}>{kind}</span>)}</p>
      <h1 lang={foreign(lang, title)}>{title}</h1>
      {below}
      {lede !== undefined && <p class="lede">{lede}</p>}
      {hint}
      <p class="states">
        {states}
        {corrections > 0 && (
          <span class="state state--fix">
            <Mark shape="diamond" />
            {count(words.count.corrections, corrections)}
          </span>
        )}
      </p>
      {children}
    </div>
  )
}
