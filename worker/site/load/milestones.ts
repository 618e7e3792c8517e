/** Loads the milestones board, one milestone, and the calendar. */
import type { CalendarData } from '../../../web/pages/Calendar.tsx'
import { CALENDAR_KINDS } from '../../../web/pages/Calendar.tsx'
import type { MilestoneData } from '../../../web/pages/Milestone.tsx'
import type { MilestonesData } from '../../../web/pages/Milestones.tsx'
import { derive, rollUp } from '../../domain/kinds/milestone/derived.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import { type BoardFigures, boardViews } from '../../services/read/reading.ts'
import type { RecordView } from '../../services/read/views.ts'
import {
  type Ask,
  departmentNames,
  type From,
  given,
  type Loaded,
  mentions,
  NONE,
  namesOf,
  shownOf,
} from './common.ts'
import { seen } from './seen.ts'

const PAGE = 50
const AGENDA = 400

/**
 * Board of milestones. It takes the queries `view`, `department`, `area`, `type`, `of`, `sort` and `cursor`;
 * an unknown view is all of them.
 */
export async function loadBoard(from: From, ask: Ask): Promise<Loaded<MilestonesData>> {
  const { reading } = from
  const view = ask('view', boardViews) ?? 'all'
  const filter = { department: ask('department'), area: ask('area'), type: ask('type'), of: ask('of') }
  const sort = ask('sort')
  const cursor = ask('cursor')
  const [records, figures] = await Promise.all([
    reading.board({ view, ...given({ ...filter, sort }), cursor: cursor ?? undefined, limit: PAGE }),
    figuresOf(from, filter),
  ])
  const decisions = records.items.flatMap(({ state }): [string, unknown][] =>
    state.kind === 'milestone' ? [['decision', state.decision]] : [],
  )
  const names = await namesOf(from, [...decisions, ['record', filter.of]])
  for (const [id, name] of await departmentNames(from)) names.set(id, name)
  return {
    data: { records, figures, filter: { view: view === 'all' ? null : view, ...filter, sort }, cursor },
    check: NONE,
    names,
  }
}

/** Figures of what is asked for; of a facet that is chosen also what else could be chosen. */
async function figuresOf(
  { reading }: From,
  filter: Record<'department' | 'area' | 'type' | 'of', string | null>,
): Promise<BoardFigures> {
  const without = (name: 'department' | 'area' | 'type') =>
    filter[name] === null ? null : reading.boardCounts(given({ ...filter, [name]: null }))
  const [figures, departments, areas, types] = await Promise.all([
    reading.boardCounts(given(filter)),
    without('department'),
    without('area'),
    without('type'),
  ])
  return {
    ...figures,
    department: (departments ?? figures).department,
    area: (areas ?? figures).area,
    type: (types ?? figures).type,
  }
}

/** Page of a milestone, with its parts; null when there is none. It takes the queries of `seen`. */
export async function loadMilestone(from: From, ask: Ask, id: string): Promise<Loaded<MilestoneData> | null> {
  const { reading } = from
  const [found, parts] = await Promise.all([seen(from, id, 'milestone', ask), reading.linked(id, 'parent')])
  if (found === null) return null
  const { record, moments, earlier, stood, strand, flags, questions, notices, duplicates } = found
  const { state } = record
  if (state.kind !== 'milestone') return null
  // How it stood on a day is judged by that day, and not by this one.
  const today = stood?.at.includes('-') ? stood.at : reading.today()
  const names = await namesOf(from, mentions(state, moments))
  for (const part of parts) names.set(part.id, titleIn(from.lang, part))
  const whole = rollUp(
    parts.flatMap((part: RecordView) => (part.state.kind === 'milestone' ? [part.state] : [])),
  )
  return {
    data: {
      record,
      state,
      moments,
      earlier,
      derived: derive(state, record.judged),
      today,
      parts,
      whole,
      stood,
      strand,
      flags,
      questions,
      notices,
      duplicates,
    },
    check: {
      shown: stood === null ? shownOf(record, moments) : null,
      indices: stood === null ? [] : moments.map(({ entry }) => entry.index),
      receiptOf: record.lastIndex,
    },
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
    reading.departments(),
  ])
  return {
    data: {
      month,
      previous: monthFrom(month, -1),
      next: monthFrom(month, 1),
      today,
      items: items.slice(0, AGENDA),
      cut: items.length > AGENDA ? AGENDA : null,
      departments: departments.map(({ record }) => ({ id: record.id, title: titleIn(from.lang, record) })),
      filter,
    },
    check: NONE,
    names: await departmentNames(from),
  }
}
