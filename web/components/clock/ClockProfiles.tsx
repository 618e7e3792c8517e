/** All time limits, with their articles and the days from which they are in force. */
import { limitWords } from '../../../worker/domain/clock/lines.ts'
import { clockOrigins } from '../../../worker/domain/clock/profile.ts'
import type { ClockProfileView } from '../../../worker/domain/clock/view.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { fill } from '../../words/words.ts'

/** Table of all time limits, one row for each version. */
export function ClockProfiles({ profiles }: { profiles: readonly ClockProfileView[] }) {
  const { lang, words, path } = useFrame()
  const { clocks } = words
  const inForce = ({ from, to }: ClockProfileView): string => {
    if (from === null) return clocks.always
    return fill(to === null ? clocks.inForce : clocks.until, { from, to: to ?? '' })
  }
  return (
    <section aria-labelledby="all">
      <h2 id="all">{clocks.all}</h2>
      <p class="hint">{clocks.allHint}</p>
      <div class="fit">
        <table class="rows cards cards--few">
          <thead>
            <tr>
              <th scope="col">{clocks.name}</th>
              <th scope="col">{clocks.length}</th>
              <th scope="col">{clocks.basis}</th>
              <th scope="col">{clocks.from}</th>
            </tr>
          </thead>
          <tbody>
            {profiles.map((one) => (
              <tr key={`${one.id} ${one.from}`}>
                <th scope="row">
                  {one.limit === null ? (
                    one.names[lang]
                  ) : (
                    <a href={`${withQuery(at(lang, path), { profile: one.id })}#compute`}>
                      {one.names[lang]}
                    </a>
                  )}
                </th>
                <td data-name={clocks.length}>
                  {one.limit === null ? clocks.named : limitWords(one, one.limit)[lang]}
                </td>
                <td data-name={clocks.basis}>
                  {one.link === null ? one.basis.words[lang] : <a href={one.link}>{one.basis.words[lang]}</a>}
                  {one.origin === 'local' && ` (${clockOrigins.local[lang]})`}
                </td>
                <td data-name={clocks.from}>{inForce(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
