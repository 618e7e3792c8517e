import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import { type Fields, isFields } from '../../text/parts.ts'
import type { DecisionState, Moment } from '../../types.ts'
import { amountWords, formatAmount } from '../../words/numbers.ts'
import { count, fill } from '../../words/words.ts'
import { Card } from '../brief/Card.tsx'

type Amount = DecisionState['amounts'][number]

/** Amounts and contracts that stand open; more unfold. */
const OPEN = 3

interface CostsProps {
  state: DecisionState
  /** The entry by which they were last put otherwise; null where none did. */
  changed: Moment | null
}

/** Cost of a decision: each amount as it stands, what it was, and when that was put right or changed. */
export function Costs({ state: { amounts, contracts }, changed }: CostsProps) {
  const { words } = useFrame()
  const name = words.decision.brief
  const before = earlierAmounts(changed)
  const [shown, rest] = [amounts.slice(0, OPEN), amounts.slice(OPEN)]
  const past = before === null ? [] : pastOf(amounts, before.amounts)
  const list = (some: readonly Amount[]) =>
    some.map((amount) => {
      const at = amounts.indexOf(amount)
      return <Cost key={at} amount={amount} was={past[at]} before={before} />
    })
  return (
    <Card id="cost" title={name.cost}>
      {list(shown)}
      {rest.length > 0 && (
        <details>
          <summary>{fill(words.decision.more, { n: amounts.length })}</summary>
          {list(rest)}
        </details>
      )}
      {contracts.length > 0 && (
        <details>
          <summary>{count(name.contracts, contracts.length)}</summary>
          <Contracts contracts={contracts} />
        </details>
      )}
    </Card>
  )
}

function Contracts({ contracts }: Pick<DecisionState, 'contracts'>) {
  const { lang, words } = useFrame()
  return (
    <ul class="plain-list">
      {contracts.map((one) => (
        <li key={one.id ?? one.number}>
          {one.title ?? one.number ?? one.supplier}
          <p class="who dot">
            {one.supplier && <span>{`${words.decision.supplier} ${one.supplier}`}</span>}
            {one.method && <span>{`${words.decision.method} ${one.method}`}</span>}
            {one.signedAt && <span>{one.signedAt}</span>}
            {one.amount !== undefined && (
              <span title={formatAmount(one.amount, one.currency)}>
                {amountWords(lang, one.amount, one.currency)}
              </span>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

interface CostProps {
  amount: Amount
  /** The same amount before it was last put otherwise. */
  was: Past | undefined
  before: Earlier | null
}

function Cost({ amount, was, before }: CostProps) {
  const { lang, words, timeZone } = useFrame()
  const name = words.decision.brief
  const { kind = 'other', currency, baseline, current, actual, text } = amount
  const written = (value: number) => amountWords(lang, value, currency)
  const now = current ?? baseline
  const old = was?.current ?? was?.baseline
  return (
    <div class="cost">
      <p class="card__big">
        <span class="cost__kind">{label(lang, 'amount', kind)}</span>{' '}
        {now === undefined ? (
          (text ?? name.notStated)
        ) : (
          <span title={formatAmount(now, currency)}>{written(now)}</span>
        )}
      </p>
      <p class="dot">
        {baseline !== undefined && now !== baseline && (
          <span>{fill(name.first, { amount: written(baseline) })}</span>
        )}
        {before !== null && old !== undefined && old !== now && (
          <span>
            {fill(name.was, {
              amount: written(old),
              date: formatDay(before.occurred, timeZone),
              act: label(lang, 'event', before.event),
            })}
          </span>
        )}
        {actual !== undefined && <span>{fill(name.actual, { amount: written(actual) })}</span>}
      </p>
    </div>
  )
}

interface Past {
  kind?: string | null
  currency?: string | null
  baseline?: number
  current?: number
}

interface Earlier {
  occurred: string
  event: string
  amounts: Past[]
}

/**
 * The own past of each amount: of its kind and in its currency, and of several such in their order. Where there are not
 * as many as there were, none can be told to be the same.
 */
function pastOf(amounts: readonly Amount[], before: readonly Past[]): (Past | undefined)[] {
  const like = <T extends Past>(some: readonly T[], one: Past): T[] =>
    some.filter(({ kind, currency }) => kind === one.kind && currency === one.currency)
  return amounts.map((amount) => {
    const [now, then] = [like(amounts, amount), like(before, amount)]
    return now.length === then.length ? then[now.indexOf(amount)] : undefined
  })
}

/** The amounts as they stood before they were last put otherwise. */
function earlierAmounts(changed: Moment | null): Earlier | null {
  const from = changed?.changes.find(({ field }) => field === 'amounts')?.from
  if (changed === null || !Array.isArray(from)) return null
  const { occurred, kind: event } = changed.entry.envelope
  return { occurred, event, amounts: from.flatMap((one) => (isFields(one) ? [pastIn(one)] : [])) }
}

function pastIn({ kind, currency, baseline, current }: Fields): Past {
  return {
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(typeof currency === 'string' ? { currency } : {}),
    ...(typeof baseline === 'number' ? { baseline } : {}),
    ...(typeof current === 'number' ? { current } : {}),
  }
}
