/** Cells of the tables of answers: a share never stands without its denominator and its interval. */
import type { ComponentChildren } from 'preact'
import { FEWEST, type Rate, type ResponseFigures } from '../../../worker/domain/response/figures.ts'
import { useFrame } from '../../frame.ts'
import { count, fill } from '../../words/words.ts'

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`

/** A share of cases; of fewer than five, only that there are some. */
export function RateCell({ name, rate }: { name: string; rate: Rate }) {
  const { response } = useFrame().words
  const { hits, of, share, low, high, few } = rate
  if (hits === null || of === null || share === null)
    return <td data-name={name}>{few ? fill(response.few, { n: FEWEST }) : response.none}</td>
  return (
    <td data-name={name}>
      <b>{percent(share)}</b>
      <span class="block">{fill(response.ofAll, { hits, of })}</span>
      {low !== null && high !== null && (
        <span class="hint block">{fill(response.interval, { low: percent(low), high: percent(high) })}</span>
      )}
    </td>
  )
}

/** A number of cases, and the way to them where there is one. */
export function CountCell({ name, n, children }: { name: string; n: number; children?: ComponentChildren }) {
  const { response } = useFrame().words
  return (
    <td data-name={name}>
      {count(response.items, n)}
      {children}
    </td>
  )
}

/** Median and ninetieth percentile, in working days, with the number of cases. */
export function DaysCell({ name, days }: { name: string; days: ResponseFigures['days'] }) {
  const { response } = useFrame().words
  const { median, p90, n } = days
  if (median === null || p90 === null)
    return <td data-name={name}>{n === 0 ? response.none : fill(response.tooFew, { n: FEWEST })}</td>
  return (
    <td data-name={name}>
      {fill(response.daysText, { median, p90 })}
      <span class="hint block">{count(response.items, n)}</span>
    </td>
  )
}

/** Mean of the stars that askers gave, with their number. */
export function StarsCell({ name, stars }: { name: string; stars: ResponseFigures['satisfaction'] }) {
  const { response } = useFrame().words
  const { mean, n } = stars
  if (mean === null)
    return <td data-name={name}>{n === 0 ? response.none : fill(response.tooFew, { n: FEWEST })}</td>
  return (
    <td data-name={name}>
      {fill(response.stars, { mean: mean.toFixed(1) })}
      <span class="hint block">{count(response.items, n)}</span>
    </td>
  )
}
