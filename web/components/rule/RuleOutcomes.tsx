import { LEAST_DECIDED, type RuleOutcomes as Outcomes } from '../../../worker/domain/rules/outcomes.ts'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { RuleView } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import { count, fill } from '../../words/words.ts'

/** Outcome of the flags of the rule: how often it was right, as far as that is known. */
export function RuleOutcomes({ rule: { id }, outcomes }: { rule: RuleView; outcomes: Outcomes }) {
  const { lang, words } = useFrame()
  const { rule } = words
  const { raised, precision, answered, recurring } = outcomes
  const percent = (share: number): string => `${Math.round(share * 100)} %`
  const rows = [
    ['open', rule.outcomeOpen],
    ['confirmed', rule.outcomeConfirmed],
    ['explained', rule.outcomeExplained],
    ['dataError', rule.outcomeDataError],
    ['cleared', rule.outcomeCleared],
    ['lapsed', rule.outcomeLapsed],
  ] as const
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">{rule.outcomes}</h2>
      {raised === 0 ? (
        <p>{rule.noFlags}</p>
      ) : (
        <>
          <p>
            <a href={at(lang, `/flags?type=${id}`)}>{count(rule.flagsRaised, raised)}</a>
          </p>
          <table class="list-table">
            <caption class="vh">{rule.outcomes}</caption>
            <thead>
              <tr>
                <th scope="col">{rule.outcome}</th>
                <th scope="col" class="num">
                  {rule.flags}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([key, name]) => (
                <tr key={key}>
                  <td>{name}</td>
                  <td class="num">{formatCount(outcomes[key])}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            {precision === null
              ? fill(rule.tooFew, { n: LEAST_DECIDED })
              : fill(rule.precision, {
                  of: precision.of,
                  share: percent(precision.share),
                  low: percent(precision.low),
                  high: percent(precision.high),
                })}
          </p>
          {answered !== null && (
            <p>{fill(rule.answered, { n: answered.n, days: formatCount(answered.median) })}</p>
          )}
          {recurring > 0 && <p>{count(rule.recurring, recurring)}</p>}
        </>
      )}
    </section>
  )
}
