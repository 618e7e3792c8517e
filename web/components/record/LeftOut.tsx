/** Says what the page of a record leaves out, with a link to the whole of each: nothing disappears unsaid. */
import { type ListedKind, lists } from '../../../worker/domain/kinds/table.ts'
import { at, recordPath, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { listWords } from '../../labels.ts'
import { count } from '../../words/words.ts'

/** Records of one kind, counted. */
export interface Left {
  kind: ListedKind
  n: number
  /** True where they point at what it led to, and not at the record itself: its list by this record lacks them. */
  around?: boolean
}

export interface LeftOutData {
  /** Records about it beyond those that the page lists. */
  unlisted: Left[]
  /** Entries of other records that belong on its line and do not stand there. */
  unlined: { id: string; n: number }[]
  /** Records of which no entry stands there. */
  offLine: Left[]
}

export const NOTHING_LEFT: LeftOutData = { unlisted: [], unlined: [], offLine: [] }

/** Number of records of a kind that a page does not list. */
export function unlistedOf({ unlisted }: LeftOutData, kind: ListedKind): number {
  return unlisted.reduce((sum, one) => (one.kind === kind ? sum + one.n : sum), 0)
}

/** Records that are named at once; more unfold. */
const OPEN = 5

/** Note on what the page of a record leaves out; nothing where it is whole. @param id the record */
export function LeftOut({ id, left }: { id: string; left: LeftOutData }) {
  const { lang, words, names } = useFrame()
  const { leftOut } = words.timeline
  const listOf = ({ kind, n, around = false }: Left, said: string) => {
    const told = count(around ? leftOut.around : said, n, { list: listWords(kind).title[lang] })
    return (
      <li key={`${kind} ${said} ${around}`}>
        {around ? told : <a href={withQuery(at(lang, `/${lists[kind]}`), { of: id })}>{told}</a>}
      </li>
    )
  }
  const lines = left.unlined.map((one) => (
    <li key={one.id}>
      <a href={`${at(lang, recordPath(one.id) ?? '/')}#line`}>
        {count(leftOut.entries, one.n, { title: names.get(one.id) || one.id })}
      </a>
    </li>
  ))
  const kinds = [
    ...left.offLine.map((one) => listOf(one, leftOut.lines)),
    ...left.unlisted.map((one) => listOf(one, leftOut.listed)),
  ]
  if (lines.length + kinds.length === 0) return null
  return (
    <section aria-labelledby="left-out">
      <h3 id="left-out">{leftOut.title}</h3>
      <ul class="plain-list older">{[...kinds, ...lines.slice(0, OPEN)]}</ul>
      {lines.length > OPEN && (
        <details>
          <summary>{count(words.timeline.others, lines.length - OPEN)}</summary>
          <ul class="plain-list older">{lines.slice(OPEN)}</ul>
        </details>
      )}
    </section>
  )
}
