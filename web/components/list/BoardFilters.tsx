/** Filters of the board: views, types, areas and departments, each with the number of its milestones. */
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import type { BoardFigures, BoardView } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import { count } from '../../words/words.ts'
import { Choice } from './Facets.tsx'
import { DepartmentName } from './Lists.tsx'

export interface BoardFilter {
  view: BoardView | null
  department: string | null
  area: string | null
  type: string | null
  of: string | null
  sort: string | null
}

interface FilterProps {
  figures: BoardFigures
  filter: BoardFilter
}

const VIEWS: readonly BoardView[] = [
  'all',
  'overdue',
  'due_soon',
  'slipped',
  'done',
  'done_late',
  'done_on_time',
  'done_early',
  'undated',
]
/** Below so many a share would say more than is known. */
const LEAST = 5
/** Values of a facet that stand open. */
const OPEN = 12

/** Views of the board as links, each with the number of its milestones. */
export function BoardViews({ figures: { counts }, filter }: FilterProps) {
  const { lang, words, path } = useFrame()
  const here = at(lang, path)
  const chosen = filter.view ?? 'all'
  return (
    <nav aria-label={words.board.view}>
      <ul class="tiles">
        {VIEWS.map((view) => {
          const content = (
            <>
              <b class="num">{formatCount(counts?.[view] ?? 0)}</b> {words.board.views[view]}
            </>
          )
          return (
            <li key={view}>
              {view === chosen ? (
                <strong class="tile tile--chosen" aria-current="true">
                  {content}
                </strong>
              ) : (
                <a class="tile" href={withQuery(here, { ...filter, view: view === 'all' ? null : view })}>
                  {content}
                </a>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** Types and areas as links; how many of each the chosen view holds. */
export function BoardFacets({ figures, filter }: FilterProps) {
  const { words } = useFrame()
  const names = (['type', 'area'] as const).filter(
    (name) => figures[name].filter(({ value }) => value !== null).length > 1 || filter[name] !== null,
  )
  if (names.length === 0) return null
  return (
    <nav aria-label={words.facets.label}>
      <dl class="facets">
        {names.map((name) => (
          <div key={name}>
            <dt>{words.board[name]}</dt>
            <dd>
              <Values name={name} figures={figures} filter={filter} />
            </dd>
          </div>
        ))}
      </dl>
    </nav>
  )
}

function Values({ name, figures, filter }: FilterProps & { name: 'type' | 'area' }) {
  const { lang, words, path } = useFrame()
  const here = at(lang, path)
  const values = figures[name].flatMap(({ value, counts }) =>
    value === null ? [] : [{ value, n: counts[filter.view ?? 'all'] }],
  )
  const list = (some: typeof values) =>
    some.map(({ value, n }) => (
      <Choice
        key={value}
        name={name === 'type' ? label(lang, 'milestoneType', value) : value}
        count={n}
        href={withQuery(here, { ...filter, [name]: value })}
        chosen={filter[name] === value}
      />
    ))
  const rest = values.slice(OPEN)
  return (
    <>
      <ul>
        <Choice
          name={words.facets.all}
          href={withQuery(here, { ...filter, [name]: null })}
          chosen={filter[name] === null}
        />
        {list(values.slice(0, OPEN))}
      </ul>
      {rest.length > 0 && (
        <details open={rest.some(({ value }) => value === filter[name])}>
          <summary>{count(words.board.moreValues, rest.length)}</summary>
          <ul>{list(rest)}</ul>
        </details>
      )}
    </>
  )
}

/** Departments side by side, each figure with what it is a part of. */
export function BoardDepartments({ figures: { department }, filter }: FilterProps) {
  const { lang, words, path } = useFrame()
  const here = at(lang, path)
  if (department.length < 2 && filter.department === null) return null
  return (
    <details class="breakdown" open={filter.department !== null}>
      <summary>{words.board.breakdown}</summary>
      <p class="hint">{words.board.few}</p>
      <div class="scroll">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{words.board.department}</th>
              <th scope="col" class="num">
                {words.board.doneOfAll}
              </th>
              <th scope="col" class="num">
                {words.board.lateOfDone}
              </th>
              <th scope="col" class="num">
                {words.board.overdueOfAll}
              </th>
            </tr>
          </thead>
          <tbody>
            {department.map(({ value, name, counts }) => (
              <tr key={value}>
                <th scope="row">
                  {value === filter.department ? (
                    <strong aria-current="true">
                      <DepartmentName id={value} name={name} />
                    </strong>
                  ) : (
                    <a href={withQuery(here, { ...filter, department: value })}>
                      <DepartmentName id={value} name={name} />
                    </a>
                  )}
                </th>
                <Share part={counts.done} whole={counts.all} />
                <Share part={counts.done_late} whole={counts.done} />
                <Share part={counts.overdue} whole={counts.all} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {filter.department !== null && (
        <p>
          <a href={withQuery(here, { ...filter, department: null })}>{words.board.allDepartments}</a>
        </p>
      )}
    </details>
  )
}

function Share({ part, whole }: { part: number; whole: number }) {
  return (
    <td class="num">
      {formatCount(part)} / {formatCount(whole)}
      {whole >= LEAST && <span class="hint"> {Math.round((part / whole) * 100)}%</span>}
    </td>
  )
}
