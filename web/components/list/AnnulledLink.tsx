import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { count } from '../../words/words.ts'

interface AnnulledLinkProps {
  /** Present choice, with everything else that the query carries. */
  query: { annulled: string | null; [other: string]: string | null }
  /** Annulled records beside those that count. */
  annulled: number
}

/** The way to the records that were annulled, and back to those that count; nothing where none was. */
export function AnnulledLink({ query, annulled }: AnnulledLinkProps) {
  const { lang, words, path } = useFrame()
  const here = at(lang, path)
  const plain = query.annulled === null || query.annulled === 'no'
  if (plain && annulled === 0) return null
  return (
    <li>
      {plain ? (
        <a href={withQuery(here, { ...query, annulled: 'yes' })}>{count(words.lists.annulled, annulled)}</a>
      ) : (
        <>
          <strong aria-current="true">{count(words.lists.annulled, annulled)}</strong>{' '}
          <a href={withQuery(here, { ...query, annulled: null })}>{words.lists.counted}</a>
        </>
      )}
    </li>
  )
}
