/** Filters of the board: views, types, areas and departments, each with the number of its milestones. */
import { milestoneViews } from '../../../worker/domain/kinds/milestone/vocabulary.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import type { BoardFigures, BoardView } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import { DepartmentName } from './Lists.tsx'
import { Scroll } from './Scroll.tsx'

interface FilterProps {
  figures: BoardFigures
  view: BoardView
  department: string | null
  /** Present choice, with everything else that the query carries. */
  query: Record<string, string | null>
}

/** Below so many a share would say more than is known. */
const LEAST = 5

/** Views of the board as links, each with the number of its milestones. */
export function BoardViews({ figures: { counts }, view: chosen, query }: Omit<FilterProps, 'department'>) {
  const { lang, words, path } = useFrame()
  const here = at(lang, path)
  return (
    <nav aria-label={words.board.view}>
      <ul class="tiles">
        {milestoneViews.map((view) => {
          const content = (
            <>
              {label(lang, 'milestoneView', view)} <b class="num">{formatCount(counts?.[view] ?? 0)}</b>
            </>
          )
          return (
            <li key={view}>
              {view === chosen ? (
                <strong class="tile tile--chosen" aria-current="true">
                  {content}
                </strong>
              ) : (
                <a class="tile" href={withQuery(here, { ...query, view: view === 'all' ? null : view })}>
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

/** Departments side by side, each figure with what it is a part of. */
export function BoardDepartments({ figures, department: chosen, query }: Omit<FilterProps, 'view'>) {
  const { department } = figures
  const { lang, words, path } = useFrame()
  const here = at(lang, path)
  if (department.length < 2 && chosen === null) return null
  return (
    <details class="breakdown" open={chosen !== null}>
      <summary>{words.board.breakdown}</summary>
      <p class="hint">{words.board.few}</p>
      <Scroll name={words.board.breakdown}>
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
            {department.map(({ value, counts, name, nameEn }) => (
              <tr key={value}>
                <th scope="row">
                  {value === chosen ? (
                    <strong aria-current="true">
                      <DepartmentName of={{ departmentName: name, departmentNameEn: nameEn }} />
                    </strong>
                  ) : (
                    <a href={withQuery(here, { ...query, department: value })}>
                      <DepartmentName of={{ departmentName: name, departmentNameEn: nameEn }} />
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
      </Scroll>
      {chosen !== null && (
        <p>
          <a href={withQuery(here, { ...query, department: null })}>{words.board.allDepartments}</a>
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
