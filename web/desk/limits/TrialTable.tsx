/** Trial of other limits: the numbers side by side, and the findings that would come or go. */
import type { Share } from '../../../worker/domain/rules/outcomes.ts'
import { at, recordPath } from '../../address.ts'
import type { RuleView } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { formatCount } from '../../words/numbers.ts'
import { useDesk } from '../frame/desk.ts'

interface Found {
  subject: string
  title: string
  value: number | string | null
}

interface Some {
  total: number
  items: Found[]
}

/** As `POST /api/v1/rules/{id}/try` answers. */
export interface Trial {
  asOf: string
  records: number
  values: { parameter: string; now: number; tried: number }[]
  now: { applicable: number; assessed: number; found: number }
  tried: { applicable: number; assessed: number; found: number }
  gained: Some
  lost: Some
  flags: {
    confirmed: number
    other: number
    confirmedStill: number
    otherStill: number
    precisionNow: Share | null
    precisionTried: Share | null
  }
}

/** So many of what would come or go are named. */
const NAMED = 20

/** Table of a trial, with shares in per cent and their range, and the records of changed findings. */
export function TrialTable({ trial, rule }: { trial: Trial; rule: RuleView }) {
  const { words, lang } = useDesk()
  const { limits } = words
  const { values, now, tried, gained, lost, flags, asOf, records } = trial
  const share = (one: Share | null): string =>
    one === null
      ? limits.tooFew
      : fill(limits.share, {
          share: Math.round(one.share * 100),
          low: Math.round(one.low * 100),
          high: Math.round(one.high * 100),
        })
  const rows: [name: string, now: string, tried: string][] = [
    ...values.map(({ parameter, ...one }): [string, string, string] => [
      rule.parameters.find(({ name }) => name === parameter)?.words[lang] ?? parameter,
      formatCount(one.now),
      formatCount(one.tried),
    ]),
    [limits.assessed, formatCount(now.assessed), formatCount(tried.assessed)],
    [limits.found, formatCount(now.found), formatCount(tried.found)],
    [limits.confirmed, formatCount(flags.confirmed), formatCount(flags.confirmedStill)],
    [limits.otherwise, formatCount(flags.other), formatCount(flags.otherStill)],
    [limits.precision, share(flags.precisionNow), share(flags.precisionTried)],
  ]
  return (
    <>
      <h3>{limits.led}</h3>
      <p class="hint">{fill(limits.basis, { asOf, records: formatCount(records) })}</p>
      <table class="list-table">
        <caption class="vh">{limits.led}</caption>
        <thead>
          <tr>
            <th scope="col">{limits.what}</th>
            <th scope="col">{limits.now}</th>
            <th scope="col">{limits.would}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, before, after]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Listed title={fill(limits.gained, { n: formatCount(gained.total) })} some={gained} />
      <Listed title={fill(limits.lost, { n: formatCount(lost.total) })} some={lost} />
      <p class="hint">{limits.flagsNote}</p>
    </>
  )
}

function Listed({ title, some: { items, total } }: { title: string; some: Some }) {
  const { words, lang } = useDesk()
  return (
    <>
      <h4>{title}</h4>
      <ul class="points">
        {items.slice(0, NAMED).map(({ subject, title: name, value }) => {
          const path = recordPath(subject)
          return (
            <li key={subject}>
              {path === null ? name : <a href={at(lang, path)}>{name || subject}</a>} {value}
            </li>
          )
        })}
      </ul>
      {total > NAMED && <p class="hint">{fill(words.findings.cut, { n: NAMED, of: total })}</p>}
    </>
  )
}
