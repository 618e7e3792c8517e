/** The two tables of answers. Where it is narrow, each line is a card. */
import type { ComponentChildren } from 'preact'
import { type OwedThing, owedThings } from '../../../worker/domain/kinds/overdue/vocabulary.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { RecordLink } from '../list/RecordLink.tsx'
import { CountCell, DaysCell, RateCell, StarsCell } from './Cells.tsx'
import { type Line, linesOf, type ResponseData } from './data.ts'

type Found = NonNullable<ResponseData['found']>
type Tabled = Pick<ResponseData, 'by' | 'limits' | 'today'> & Found

const isOwed = (key: string): key is OwedThing => Object.hasOwn(owedThings, key)

/** Table of answers: in time and at all, how long they took, and what is still owed. */
export function TimelyTable(data: Tabled) {
  const { words } = useFrame()
  const name = words.response
  const heads = [
    name.received,
    name.due,
    name.inTime,
    name.answered,
    name.extended,
    name.days,
    name.openOverdue,
    name.notAssessable,
  ]
  return (
    <Table id="timely" title={name.timely} hint={name.timelyHint} by={name.groups[data.by]} heads={heads}>
      {linesOf(data.rows).map((line) => (
        <tr key={`${line.key} ${line.scope}`}>
          <RowHead line={line} {...data} />
          <CountCell name={name.received} n={line.of.received} />
          <CountCell name={name.due} n={line.of.due} />
          <RateCell name={name.inTime} rate={line.of.inTime} />
          <RateCell name={name.answered} rate={line.of.answered} />
          <RateCell name={name.extended} rate={line.of.extended} />
          <DaysCell name={name.days} days={line.of.days} />
          <OverdueCell line={line} {...data} />
          <CountCell name={name.notAssessable} n={line.of.notAssessable} />
        </tr>
      ))}
    </Table>
  )
}

/** True for a line of questions: of other things nothing is declined, withheld or rated. */
const isAsked = ({ of: { declined, rated } }: Line): boolean =>
  [declined, rated].some(({ few, of }) => few || of !== null)

/** Table of what was declined, given up and withheld, and of ratings by the askers. */
export function VoicesTable(data: Tabled) {
  const { words } = useFrame()
  const name = words.response
  const lines = linesOf(data.rows).filter(isAsked)
  const heads = [name.declined, name.abandoned, name.withheld, name.rated, name.solved, name.satisfaction]
  if (lines.length === 0)
    return (
      <section aria-labelledby="voices">
        <h2 id="voices">{name.voices}</h2>
        <p class="empty">{name.voicesNone}</p>
      </section>
    )
  return (
    <Table id="voices" title={name.voices} hint={name.voicesHint} by={name.groups[data.by]} heads={heads}>
      {lines.map((line) => (
        <tr key={`${line.key} ${line.scope}`}>
          <RowHead line={line} {...data} />
          <RateCell name={name.declined} rate={line.of.declined} />
          <RateCell name={name.abandoned} rate={line.of.abandoned} />
          <RateCell name={name.withheld} rate={line.of.withheld} />
          <RateCell name={name.rated} rate={line.of.rated} />
          <RateCell name={name.solved} rate={line.of.solved} />
          <StarsCell name={name.satisfaction} stars={line.of.satisfaction} />
        </tr>
      ))}
    </Table>
  )
}

/** Table of the ratings that published lists state; none where no list brought anything. */
export function ListedTable(data: Tabled) {
  const { words } = useFrame()
  const name = words.response
  const lines = linesOf(data.rows).filter(({ of }) => of.listed.received > 0)
  if (lines.length === 0) return null
  const heads = [name.listedReceived, name.listedRated, name.listedSolved, name.listedSatisfied]
  return (
    <Table id="listed" title={name.listed} hint={name.listedHint} by={name.groups[data.by]} heads={heads}>
      {lines.map((line) => (
        <tr key={`${line.key} ${line.scope}`}>
          <RowHead line={line} {...data} />
          <CountCell name={name.listedReceived} n={line.of.listed.received} />
          <RateCell name={name.listedRated} rate={line.of.listed.rated} />
          <RateCell name={name.listedSolved} rate={line.of.listed.solved} />
          <RateCell name={name.listedSatisfied} rate={line.of.listed.satisfied} />
        </tr>
      ))}
    </Table>
  )
}

/** Table of the facts by which askers make a question urgent: claimed, and of the claims that were checked those denied. */
export function ClaimsTable({ claims }: Pick<Tabled, 'claims'>) {
  const { lang, words } = useFrame()
  const name = words.response
  if (claims.every(({ claimed }) => claimed === 0)) return null
  return (
    <Table
      id="claims"
      title={name.claims}
      hint={name.claimsHint}
      by={name.claim}
      heads={[name.claimed, name.denied]}
    >
      {claims.map(({ fact, claimed, denied }) => (
        <tr key={fact}>
          <th scope="row">{label(lang, 'questionFact', fact)}</th>
          <CountCell name={name.claimed} n={claimed} />
          <RateCell name={name.denied} rate={denied} />
        </tr>
      ))}
    </Table>
  )
}

interface TableProps {
  id: string
  title: string
  hint: string
  /** Name of the first column. */
  by: string
  heads: readonly string[]
  children: ComponentChildren
}

function Table({ id, title, hint, by, heads, children }: TableProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div class="fit">
        <table class="rows cards">
          <caption class="hint">{hint}</caption>
          <thead>
            <tr>
              {[by, ...heads].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </section>
  )
}

function RowHead({ line: { key, scope }, by, limits }: Tabled & { line: Line }) {
  const { words } = useFrame()
  return (
    <th scope="row">
      {key === null ? words.response.noDepartment : <GroupName id={key} by={by} limits={limits} />}
      {scope === 'whole' && (
        <span class="who">
          {words.response.whole} · {words.response.wholeHint}
        </span>
      )}
    </th>
  )
}

function GroupName({ id, by, limits }: Pick<ResponseData, 'by' | 'limits'> & { id: string }) {
  const { lang } = useFrame()
  if (by === 'department') return <RecordLink id={id} />
  if (by === 'kind') return <>{isOwed(id) ? owedThings[id][lang] : id}</>
  const limit = limits.find((one) => one.id === id)
  if (limit === undefined || !limit.computed) return <>{limit?.names[lang] ?? id}</>
  return <a href={`${withQuery(at(lang, '/clocks'), { profile: id })}#compute`}>{limit.names[lang]}</a>
}

/** The list behind it is of today, and of the group by itself: it is linked where the figure is of the same. */
function OverdueCell({ line: { key, scope, of }, by, period, today }: Tabled & { line: Line }) {
  const { lang, words } = useFrame()
  const name = words.response
  if (of.openOverdue === 0 || by === 'profile' || key === null || scope === 'whole' || period.asOf !== today)
    return <CountCell name={name.openOverdue} n={of.openOverdue} />
  const query = by === 'department' ? { department: key } : { type: key }
  return (
    <CountCell name={name.openOverdue} n={of.openOverdue}>
      <a class="block" href={withQuery(at(lang, '/overdue'), { ...query, status: 'open' })}>
        {name.list}
      </a>
    </CountCell>
  )
}
