import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import { isFields } from '../../text/parts.ts'
import type { DecisionState, Moment } from '../../types.ts'
import { amountWords, formatAmount } from '../../words/numbers.ts'
import { count, fill } from '../../words/words.ts'
import { Card } from './Card.tsx'

type Amount = DecisionState['amounts'][number]

/** Amounts and contracts that stand open; more unfold. */
const OPEN = 3

interface CostsProps {
  state: DecisionState
  moments: readonly Moment[]
  /** Id of the record whose amounts they are. */
  of: string
}

/** Cost of a decision: each amount as it stands, what it was, and when that was put right or changed. */
export function Costs({ state: { amounts, contracts }, moments, of }: CostsProps) {
  const { words } = useFrame()
  const name = words.decision.brief
  const before = earlierAmounts(moments, of)
  const [shown, rest] = [amounts.slice(0, OPEN), amounts.slice(OPEN)]
  const list = (some: readonly Amount[]) =>
    some.map((amount, i) => <Cost key={`${amount.kind} ${i + 1}`} amount={amount} before={before} />)
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
            {one.signedAt && <span class="nowrap">{one.signedAt}</span>}
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

function Cost({ amount, before }: { amount: Amount; before: Earlier | null }) {
  const { lang, words, timeZone } = useFrame()
  const name = words.decision.brief
  const { kind = 'other', currency, baseline, current, actual, text } = amount
  const written = (value: number) => amountWords(lang, value, currency)
  const now = current ?? baseline
  const was = before?.amounts.find((one) => one.kind === amount.kind)
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

interface Earlier {
  occurred: string
  event: string
  amounts: { kind?: string; baseline?: number; current?: number }[]
}

/** The amounts as they stood before they were last put otherwise. */
function earlierAmounts(moments: readonly Moment[], of: string): Earlier | null {
  for (const { entry, changes } of [...moments].reverse()) {
    const from = changes.find(({ field }) => field === 'amounts')?.from
    if (entry.envelope.record !== of || !Array.isArray(from)) continue
    const amounts = from.flatMap((one) =>
      isFields(one)
        ? [
            {
              ...(typeof one.kind === 'string' ? { kind: one.kind } : {}),
              ...(typeof one.baseline === 'number' ? { baseline: one.baseline } : {}),
              ...(typeof one.current === 'number' ? { current: one.current } : {}),
            },
          ]
        : [],
    )
    return { occurred: entry.envelope.occurred, event: entry.envelope.kind, amounts }
  }
  return null
}
