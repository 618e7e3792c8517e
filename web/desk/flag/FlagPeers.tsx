/**
 * Value of a flagged record beside its peers, by the same rule; with Tukey's fences where the rule has them.
 */
import { at, recordPath } from '../../address.ts'
import { RowChart } from '../../components/chart/RowChart.tsx'
import { Scroll } from '../../components/list/Scroll.tsx'
import { label } from '../../labels.ts'
import type { FlagAround, Peers } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { formatAmount } from '../../words/numbers.ts'
import { useDesk } from '../frame/desk.ts'

const LEVELS = ['low', 'q1', 'median', 'q3', 'high'] as const
const written = (value: number): string => formatAmount(value, undefined)

/** Chart of the peers, or the reason for which there are none. */
export function FlagPeers({
  around: { peers, noPeers, rule },
  departmentName,
}: {
  around: FlagAround
  departmentName: string | null
}) {
  const { words, lang } = useDesk()
  const { flagDesk } = words
  return (
    <section aria-labelledby="peers">
      <h2 id="peers">{flagDesk.peers}</h2>
      {peers === null ? (
        <p>{flagDesk.noPeers[noPeers ?? 'no_rule']}</p>
      ) : (
        <Compared
          peers={peers}
          value={rule?.value?.[lang] ?? flagDesk.value}
          department={departmentName ?? ''}
        />
      )}
    </section>
  )
}

function Compared({ peers, value, department }: { peers: Peers; value: string; department: string }) {
  const { words, lang } = useDesk()
  const { flagDesk } = words
  const { rule, asOf, by, group, n, population, rows, without, notAssessable, notLooked } = peers
  // What they have in common: a department, a class, or both.
  const kind = group.startsWith('dep-') ? '' : label(lang, 'decisionClass', group) || group
  const own = by === 'alike' || kind === '' ? department : ''
  const shared = [kind, own].filter((part) => part !== '').join(' · ')
  return (
    <>
      <p>
        {fill(by === 'rule' ? flagDesk.peersByRule : flagDesk.peersAlike, { rule, group: shared, n, asOf })}{' '}
        {by === 'alike' && fill(flagDesk.peersLeft, { without, notAssessable, notLooked })}
      </p>
      {rows.length < n && <p class="hint">{fill(flagDesk.peersSpread, { n: rows.length, of: n })}</p>}
      <RowChart
        id="peers-chart"
        title={flagDesk.peersChart}
        hint={fill(by === 'rule' ? flagDesk.peersHint : flagDesk.peersHintAlike, { value })}
        rows={rows.map(({ subject, title, value: one, own: asked }) => ({
          id: subject,
          name: title,
          value: one,
          text: written(one),
          own: asked,
          marked: asked,
        }))}
        levels={
          population === null ? [] : LEVELS.map((name) => ({ name: flagDesk[name], value: population[name] }))
        }
        table="peers-rows"
        more={(hidden) => fill(flagDesk.more, { n: hidden })}
        write={written}
        legend={[
          { shape: 'bar', name: flagDesk.other },
          { shape: 'own', name: flagDesk.own },
          ...(population === null ? [] : [{ shape: 'level' as const, name: flagDesk.level }]),
        ]}
      />
      {population !== null && <Fences population={population} />}
      <Scroll name={flagDesk.peersRows}>
        <table class="list-table counts" id="peers-rows">
          <caption class="vh">{flagDesk.peersRows}</caption>
          <thead>
            <tr>
              <th scope="col" class="key">
                {flagDesk.record}
              </th>
              <th scope="col">{flagDesk.value}</th>
              <th scope="col">{flagDesk.rank}</th>
              <th scope="col">{words.patterns.mark}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ subject, title, value: one, rank, own: asked }) => (
              <tr key={subject}>
                <th scope="row">
                  <a href={at(lang, recordPath(subject) ?? '/')}>{title}</a>
                </th>
                <td>{written(one)}</td>
                <td>{`${rank} / ${n}`}</td>
                <td>{asked ? `▲ ${flagDesk.own}` : flagDesk.unknown}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )
}

function Fences({ population }: { population: NonNullable<Peers['population']> }) {
  const { flagDesk } = useDesk().words
  return (
    <table class="list-table counts">
      <caption class="vh">{flagDesk.fences}</caption>
      <thead>
        <tr>
          <th scope="col" class="key">
            {flagDesk.measure}
          </th>
          <th scope="col">{flagDesk.value}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{flagDesk.count}</th>
          <td>{written(population.n)}</td>
        </tr>
        {LEVELS.map((name) => (
          <tr key={name}>
            <th scope="row">{flagDesk[name]}</th>
            <td>{written(population[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
