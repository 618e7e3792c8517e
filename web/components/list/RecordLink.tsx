import { at, entryOf, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { titleOr } from '../../labels.ts'
import { foreign } from '../../text/language.ts'
import { fill } from '../../words/words.ts'

/** A link to a record by its title in the reader's language, or by its id where the page knows none. */
export function RecordLink({ id, title }: { id: string; title?: string | null }) {
  const { lang, words, names } = useFrame()
  const path = recordPath(id)
  const about = entryOf(id)
  const text =
    about !== null
      ? fill(words.timeline.entry, { index: about })
      : names.get(id) || titleOr(lang, id, title === id ? null : (title ?? null))
  const foreignTo = foreign(lang, text)
  return path === null ? (
    <span lang={foreignTo}>{text}</span>
  ) : (
    <a href={at(lang, path)} lang={foreignTo}>
      {text}
    </a>
  )
}
