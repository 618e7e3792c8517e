import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'

interface PagerProps {
  /** Query of the list without its cursor. */
  query: Record<string, string | null | undefined>
  cursor: string | null
  next: string | null
  anchor?: string
}

/** On to the next page, or back to the first: cursors do not go backwards, the browser does. */
export function Pager({ query, cursor, next, anchor = '' }: PagerProps) {
  const { lang, words, path } = useFrame()
  if (cursor === null && next === null) return null
  const here = at(lang, path)
  return (
    <nav class="pages" aria-label={words.pager.label}>
      {cursor !== null && <a href={withQuery(here, query) + anchor}>{words.pager.first}</a>}
      {next !== null && (
        <a rel="next" href={withQuery(here, { ...query, cursor: next }) + anchor}>
          {words.pager.next}
        </a>
      )}
    </nav>
  )
}
