/** Witnesses that vouch for the ledger beside its operator, and how far each has come. */
import { api } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { formatMoment } from '../../text/dates.ts'
import type { WitnessState, WitnessView } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import { count, fill } from '../../words/words.ts'
import { Scroll } from '../list/Scroll.tsx'

/** Section on the witnesses, with the policy for download; a note when there is none. */
export function Witnesses({ state }: { state: WitnessState }) {
  const { words } = useFrame()
  const { witness } = words.verify
  return (
    <section aria-labelledby="witnesses">
      <div class="h-row">
        <h2 id="witnesses">{witness.title}</h2>
        {state.policy !== null && (
          <ul class="tools">
            <li>
              <a href={api.policy}>{witness.policy}</a>
            </li>
          </ul>
        )}
      </div>
      <p class="lede">{witness.lede}</p>
      {state.policy === null ? (
        <p class="empty">{witness.none}</p>
      ) : (
        <>
          <Standing state={state} />
          <Table witnesses={state.witnesses} />
        </>
      )}
    </section>
  )
}

/** One sentence on what the reader may rely on now. */
function Standing({ state: { newest, witnessed, witnesses } }: { state: WitnessState }) {
  const { words } = useFrame()
  const { witness } = words.verify
  const of = formatCount(witnesses.length)
  if (newest?.quorum) {
    const names = { n: formatCount(newest.witnesses.length), of, size: formatCount(newest.size) }
    return <p>{fill(witness.quorum, names)}</p>
  }
  const signed = formatCount(newest?.witnesses.length ?? 0)
  return (
    <p class="notice" role="status">
      {fill(witness.short, { n: signed, of })}{' '}
      {witnessed === null
        ? witness.never
        : fill(witness.last, { entries: count(witness.entries, witnessed.size) })}
    </p>
  )
}

function Table({ witnesses }: { witnesses: readonly WitnessView[] }) {
  const { words, timeZone } = useFrame()
  const { witness } = words.verify
  return (
    <Scroll name={witness.title}>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{witness.name}</th>
            <th scope="col">{witness.standingName}</th>
            <th scope="col" class="num">
              {witness.size}
            </th>
            <th scope="col">{witness.at}</th>
          </tr>
        </thead>
        <tbody>
          {witnesses.map(({ name, vkey, standing, size, at }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                <br />
                <code>{vkey}</code>
              </th>
              <td>{witness.standing[standing]}</td>
              <td class="num">{formatCount(size)}</td>
              <td>{at === null ? '—' : formatMoment(at, timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
