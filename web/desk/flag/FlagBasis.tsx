/** Grounds of a flag: the limits of its rule then and now, when it may be wrong, and the entries. */
import { at } from '../../address.ts'
import { label } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import type { FlagAround } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { formatAmount } from '../../words/numbers.ts'
import { useDesk } from '../frame/desk.ts'

/** Sections on the limits of the rule and on the entries it read. A flag that a person raised has no rule. */
export function FlagBasis({ around: { rule, inputs } }: { around: FlagAround }) {
  const { words, lang, timeZone } = useDesk()
  const { flagDesk } = words
  return (
    <>
      <section aria-labelledby="limits">
        <h2 id="limits">{flagDesk.limits}</h2>
        {rule === null ? <p>{flagDesk.noRule}</p> : <Limits rule={rule} />}
      </section>
      <section aria-labelledby="entries">
        <h2 id="entries">{flagDesk.entries}</h2>
        {inputs.items.length === 0 ? (
          <p>{flagDesk.noEntries}</p>
        ) : (
          <ul class="points">
            {inputs.items.map(({ index, kind, title, occurred }) => (
              <li key={index}>
                <a href={at(lang, `/entries/${index}`)}>{fill(flagDesk.entry, { index: String(index) })}</a>
                {` · ${label(lang, 'event', kind)} · ${formatDay(occurred, timeZone)} · ${title}`}
              </li>
            ))}
          </ul>
        )}
        {inputs.total > inputs.items.length && (
          <p class="hint">{fill(flagDesk.entriesCut, { n: inputs.items.length, of: inputs.total })}</p>
        )}
      </section>
    </>
  )
}

function Limits({ rule }: { rule: NonNullable<FlagAround['rule']> }) {
  const { words, lang } = useDesk()
  const { flagDesk } = words
  const { version, limits, falsePositives } = rule
  const written = (value: number | null): string =>
    value === null ? flagDesk.unknown : formatAmount(value, undefined)
  return (
    <>
      <p>
        <a href={at(lang, `/rules/${rule.id}`)}>
          {rule.id} {rule.name[lang]}
        </a>
        {` · ${rule.definition[lang]}`}
      </p>
      <p class="hint">
        {fill(flagDesk.version, { raised: version.raised ?? flagDesk.unknown, now: version.now })}
      </p>
      {limits.length > 0 && (
        <table class="list-table counts">
          <caption class="vh">{flagDesk.limits}</caption>
          <thead>
            <tr>
              <th scope="col" class="key">
                {flagDesk.limit}
              </th>
              <th scope="col">{flagDesk.raised}</th>
              <th scope="col">{flagDesk.now}</th>
            </tr>
          </thead>
          <tbody>
            {limits.map(({ name, words: said, unit, raised, now }) => (
              <tr key={name}>
                <th scope="row">
                  {said[lang]} · {unit[lang]}
                </th>
                <td>{written(raised)}</td>
                <td>{written(now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {falsePositives.length > 0 && (
        <>
          <h3>{flagDesk.misreads}</h3>
          <ul class="points">
            {falsePositives.map((one) => (
              <li key={one.en}>{one[lang]}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
