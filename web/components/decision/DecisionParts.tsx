/** What belongs to a decision beside its procedure: summary, milestones, amounts, contracts, indicators, evaluations. */
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import type { DecisionState, RecordView } from '../../types.ts'
import { formatAmount } from '../../words/numbers.ts'
import { fill } from '../../words/words.ts'
import { RecordList } from '../list/Lists.tsx'
import { LongText } from '../record/Prose.tsx'

interface PartsProps {
  record: RecordView
  state: DecisionState
  milestones: RecordView[]
  figures: { all: number; done: number; overdue: number; byCount: number | null; byWeight: number | null }
  evaluations: RecordView[]
}

export function DecisionParts({ record, state, milestones, figures, evaluations }: PartsProps) {
  const { words } = useFrame()
  return (
    <>
      {state.summary !== null && (
        <section aria-labelledby="summary">
          <h2 id="summary">{words.decision.summary}</h2>
          <LongText text={state.summary} fold={600} />
        </section>
      )}
      <Milestones record={record} milestones={milestones} figures={figures} />
      <Amounts state={state} />
      <Indicators state={state} />
      {evaluations.length > 0 && (
        <section aria-labelledby="evaluations">
          <h2 id="evaluations">{words.decision.evaluations}</h2>
          <RecordList records={evaluations} showDepartment />
        </section>
      )}
    </>
  )
}

function Milestones({ record, milestones, figures }: Pick<PartsProps, 'record' | 'milestones' | 'figures'>) {
  const { lang, words } = useFrame()
  if (figures.all === 0) return null
  const percent = (share: number | null): number => Math.round(share ?? 0)
  return (
    <section aria-labelledby="milestones">
      <div class="h-row">
        <h2 id="milestones">{words.decision.milestones}</h2>
        <ul class="tools">
          <li>
            <a href={withQuery(at(lang, '/milestones'), { of: record.id })}>{words.decision.allMilestones}</a>
          </li>
        </ul>
      </div>
      <p class="hint dot">
        <span>
          {fill(words.decision.milestonesHint, {
            n: figures.all,
            done: figures.done,
            overdue: figures.overdue,
          })}
        </span>
        {figures.byCount !== null && (
          <span>{fill(words.decision.byCount, { n: percent(figures.byCount) })}</span>
        )}
        {figures.byWeight !== null && (
          <span>{fill(words.decision.byWeight, { n: percent(figures.byWeight) })}</span>
        )}
      </p>
      <RecordList records={milestones} showDepartment={false} />
    </section>
  )
}

function Amounts({ state }: { state: DecisionState }) {
  const { lang, words } = useFrame()
  const { amounts, contracts } = state
  const field = (name: string): string => label(lang, 'field', name)
  return (
    <>
      {amounts.length > 0 && (
        <section aria-labelledby="amounts">
          <h2 id="amounts">{words.decision.amounts}</h2>
          <div class="scroll">
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">{words.decision.amounts}</th>
                  <th scope="col">{field('baseline')}</th>
                  <th scope="col">{field('current')}</th>
                  <th scope="col">{field('actual')}</th>
                </tr>
              </thead>
              <tbody>
                {amounts.map(({ kind = 'other', currency, baseline, current, actual, text }) => (
                  <tr key={`${kind} ${currency}`}>
                    <th scope="row">{label(lang, 'amount', kind)}</th>
                    {[baseline, current, actual].map((value, i) => (
                      <td key={['baseline', 'current', 'actual'][i]} class="num">
                        {value === undefined ? (i === 0 && text ? text : '—') : formatAmount(value, currency)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {contracts.length > 0 && (
        <section aria-labelledby="contracts">
          <h2 id="contracts">{words.decision.contracts}</h2>
          <ul class="items">
            {contracts.map((one) => (
              <li key={one.id ?? one.number}>
                <div>
                  {one.title ?? one.number ?? one.supplier}
                  <p class="who dot">
                    {one.supplier && <span>{`${words.decision.supplier} ${one.supplier}`}</span>}
                    {one.method && <span>{`${words.decision.method} ${one.method}`}</span>}
                    {one.signedAt && <span>{one.signedAt}</span>}
                  </p>
                </div>
                {one.amount !== undefined && (
                  <span class="num">{formatAmount(one.amount, one.currency)}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Indicators({ state: { indicators } }: { state: DecisionState }) {
  const { lang, words } = useFrame()
  if (indicators.length === 0) return null
  const field = (name: string): string => label(lang, 'field', name)
  return (
    <section aria-labelledby="indicators">
      <h2 id="indicators">{words.decision.indicators}</h2>
      <div class="scroll">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{field('indicator')}</th>
              <th scope="col">{field('baseline')}</th>
              <th scope="col">{field('aim')}</th>
              <th scope="col">{field('measurements')}</th>
            </tr>
          </thead>
          <tbody>
            {indicators.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {one.name} {one.unit}
                </th>
                <td class="num">{one.baseline ?? '—'}</td>
                <td class="num">{one.target ?? '—'}</td>
                <td>
                  {(one.measurements ?? [])
                    .map(({ date, value }) => `${date ?? ''} ${value ?? ''}`.trim())
                    .join('；') || '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
