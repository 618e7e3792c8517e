/** Loads the milestones board, one milestone, and the calendar. */
import type { CalendarData } from '../../../web/pages/Calendar.tsx'
import { CALENDAR_KINDS } from '../../../web/pages/Calendar.tsx'
import type { MilestoneData } from '../../../web/pages/Milestone.tsx'
import type { MilestonesData } from '../../../web/pages/Milestones.tsx'
import { derive, rollUp } from '../../domain/kinds/milestone/derived.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import { type BoardFigures, type BoardView, boardViews } from '../../services/read/reading.ts'
import type { Facet, RecordView } from '../../services/read/views.ts'
import {
  type Ask,
  departmentNames,
  type From,
  given,
  type Loaded,
  mentions,
  NONE,
  namesOf,
} from './common.ts'
import { askedList, listOf } from './lists.ts'
import { checkOf, seen } from './seen.ts'

const PAGE = 50
const AGENDA = 400

/**
 * Board of milestones. It takes the filters of their list, among them `view`, with `sort` and `cursor`; each view has
 * its own order.
 */
export async function loadBoard(from: From, ask: Ask): Promise<Loaded<MilestonesData>> {
  const { reading } = from
  const asked = askedList('milestone', ask)
  const { chosen, sort, annulled, cursor } = asked
  const { view: named, ...filter } = { ...chosen, ...annulled }
  const view = boardViews.find((one) => one === named) ?? 'all'
  const order = { ...(sort === null ? {} : { sort }), ...(cursor === null ? {} : { cursor }) }
  const [records, figures] = await Promise.all([
    reading.board({ view, ...filter, ...order, limit: PAGE }),
    reading.boardCounts(filter, true),
  ])
  const choices = {
    department: numbersIn(figures.department, view),
    type: numbersIn(figures.type, view),
    area: numbersIn(figures.area, view),
    level: [],
    status: null,
  }
  const decisions = records.items.map(({ state }) => (state.kind === 'milestone' ? state.decision : null))
  const [{ data: list, names }, titles] = await Promise.all([
    listOf(from, 'milestone', asked, records, choices),
    namesOf(from, decisions),
  ])
  for (const [id, name] of titles) names.set(id, name)
  return { data: { list, figures, view }, check: NONE, names }
}

/** Values of a filter with the number of milestones that a view holds of each. */
function numbersIn(rows: BoardFigures['area'], view: BoardView): Facet[] {
  return rows.flatMap(({ value, counts }) => (value === null ? [] : [{ value, count: counts[view] }]))
}

/** Page of a milestone, with its parts; null when there is none. It takes the queries of `seen`. */
export async function loadMilestone(from: From, ask: Ask, id: string): Promise<Loaded<MilestoneData> | null> {
  const { reading } = from
  const [found, parts] = await Promise.all([seen(from, id, 'milestone', ask), reading.linked(id, 'parent')])
  if (found === null) return null
  const { record, moments, stood } = found
  const { state } = record
  if (state.kind !== 'milestone') return null
  // How it stood on a day is judged by that day, and not by this one.
  const today = stood?.at.includes('-') ? stood.at : reading.today()
  const names = await namesOf(from, mentions(state, moments))
  for (const part of parts.items) names.set(part.id, titleIn(from.lang, part))
  const whole = rollUp(
    parts.items.flatMap((part: RecordView) => (part.state.kind === 'milestone' ? [part.state] : [])),
  )
  return {
    data: {
      ...found,
      state,
      derived: derive(state, record.judged),
      today,
      parts,
      whole,
    },
    check: checkOf(found),
    names,
  }
}

/** The month before or after, `YYYY-MM`. */
function monthFrom(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const at = year * 12 + number - 1 + by
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
}

const monthIn = (text: string): string | null => (/^[12]\d{3}-(0[1-9]|1[0-2])$/.test(text) ? text : null)

/**
 * Calendar of one month. It takes the queries `month` as `YYYY-MM`, `department` and `rel`; of anything else the
 * page tells that it had no effect.
 */
export async function loadCalendar(from: From, ask: Ask): Promise<Loaded<CalendarData>> {
  const { reading } = from
  const today = reading.today()
  const month = ask('month', monthIn) ?? today.slice(0, 7)
  const rel = ask('rel', CALENDAR_KINDS)
  const filter = { month: month === today.slice(0, 7) ? null : month, department: ask('department'), rel }
  const [items, departments] = await Promise.all([
    reading.calendar({
      from: `${month}-01`,
      to: `${month}-31`,
      ...given({ department: filter.department, rel }),
      limit: AGENDA + 1,
    }),
    reading.departmentRecords(),
  ])
  return {
    data: {
      month,
      previous: monthFrom(month, -1),
      next: monthFrom(month, 1),
      today,
      items: items.slice(0, AGENDA),
      cut: items.length > AGENDA ? AGENDA : null,
      departments: departments.map((record) => ({ id: record.id, title: titleIn(from.lang, record) })),
      filter,
    },
    check: NONE,
    names: await departmentNames(from),
  }
}
