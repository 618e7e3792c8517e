/** Earlier states of a record: the switch, and the note on a page that shows one. */
import { at, comparePath, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { fill } from '../../words/words.ts'

export interface Stood {
  /** The day or the ledger size that was asked for. */
  at: string
  seq: number
  of: number
}

/** Note on a page that shows an earlier state, with the way to the present one; nothing on any other. */
export function StoodNote({ stood, id }: { stood: Stood | null; id: string }) {
  const { lang, words } = useFrame()
  if (stood === null) return null
  const isSize = /^\d+$/.test(stood.at) && stood.at.length !== 4
  return (
    <p class="stood" role="status">
      {isSize
        ? fill(words.versions.stoodSize, { size: stood.at, n: stood.seq, of: stood.of })
        : fill(words.versions.stood, { date: stood.at, n: stood.seq, of: stood.of })}{' '}
      <a href={at(lang, recordPath(id) ?? '/')}>{words.versions.now}</a>
      {stood.seq < stood.of && (
        <>
          {' · '}
          <a href={`${at(lang, comparePath(id))}?from=${stood.seq}&to=${stood.of}`}>{words.versions.link}</a>
        </>
      )}
    </p>
  )
}

/** A plain form: works without any script. */
export function AsOf({ id }: { id: string }) {
  const { lang, words } = useFrame()
  return (
    <form class="as-of" id="as-of" method="get" action={at(lang, recordPath(id) ?? '/')}>
      <h2>{words.versions.asOf}</h2>
      <p class="hint" id="as-of-hint">
        {words.versions.asOfHint}
      </p>
      <label for="as-of-date">{words.versions.asOfDate}</label>
      <input id="as-of-date" name="at" type="date" required aria-describedby="as-of-hint" />
      <button type="submit">{words.versions.asOfShow}</button>
    </form>
  )
}
