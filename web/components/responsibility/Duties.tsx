import { keyed } from '../../text/keyed.ts'
import { areNumbered } from '../../text/paragraphs.ts'
import type { Duty } from '../../types.ts'
import { LongText } from '../record/Prose.tsx'

export interface DutyGroup {
  /** Its place among the groups, from 0. */
  at: number
  step: string | null
  texts: string[]
}

/** Duties in order; those of one step stand together under its name. */
function groupDuties(duties: readonly Duty[]): DutyGroup[] {
  const groups: DutyGroup[] = []
  for (const { step, text } of duties) {
    const last = groups.at(-1)
    if (last !== undefined && last.step === step) last.texts.push(text)
    else groups.push({ at: groups.length, step, texts: [text] })
  }
  return groups
}

/** Duties under the headings of their steps. */
export function Duties({ duties }: { duties: Duty[] }) {
  return (
    <ul class="duties">
      {groupDuties(duties).map(({ step, texts, at }) => (
        <li key={at}>
          {step !== null && <h3>{step}</h3>}
          <Points texts={texts} />
        </li>
      ))}
    </ul>
  )
}

/** A numbered list; a single text needs no number, and printed numbers are not doubled. */
export function Points({ texts }: { texts: string[] }) {
  const [only] = texts
  if (texts.length === 1 && only !== undefined) return <LongText text={only} fold={480} />
  return (
    <ol class={areNumbered(texts) ? 'points points--printed' : 'points'}>
      {keyed(texts).map(({ key, text }) => (
        <li key={key}>
          <LongText text={text} fold={480} />
        </li>
      ))}
    </ol>
  )
}
