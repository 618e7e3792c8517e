/**
 * Harms that an import would do to many records: each with its records, to be looked at before it is allowed.
 */
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Held } from './messages.ts'

/** Records that are named one by one. */
const NAMED = 20

/** List of the harms that hold an import, each with a box to tick by whoever has looked at its records. */
export function SecondLook({
  held,
  seen,
  onSeen,
}: {
  held: readonly Held[]
  seen: ReadonlySet<string>
  onSeen(harm: string, isSeen: boolean): void
}) {
  const { words } = useDesk()
  const { imports } = words
  if (held.length === 0) return null
  return (
    <section class="notice" aria-labelledby="second-look">
      <h2 id="second-look">{imports.secondLook}</h2>
      <p>{imports.secondLookWhy}</p>
      {held.map(({ harm, asOf, count, standing, titles }) => (
        <div key={harm}>
          <p>
            <b>{fill(imports.harms[harm], { n: count })}</b> {fill(imports.harmOf, { standing, date: asOf })}
          </p>
          <ul>
            {titles.slice(0, NAMED).map((title, i) => (
              <li key={`${i} ${title}`}>{title}</li>
            ))}
            {titles.length > NAMED && <li>{fill(imports.harmMore, { n: titles.length - NAMED })}</li>}
          </ul>
          <label class="tick">
            <input
              type="checkbox"
              checked={seen.has(harm)}
              onChange={({ currentTarget }) => onSeen(harm, currentTarget.checked)}
            />
            {fill(imports.harmAccept, { n: count })}
          </label>
        </div>
      ))}
    </section>
  )
}
