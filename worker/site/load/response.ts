/** Loads the page of the figures of answers: what was asked, and the figures or why there are none. */
import { isTelling, type ResponseData } from '../../../web/components/response/data.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import { Problem } from '../../domain/record/problem.ts'
import { responseGroups } from '../../domain/response/figures.ts'
import { type Period, readPeriod } from '../../domain/response/period.ts'
import { type Ask, type From, type Loaded, NONE } from './common.ts'

/** Letters of one field that are read. */
const LONGEST = 60

/** The period, or what is wrong with it in words. */
function periodOf(
  asked: ResponseData['asked'],
  today: string,
): Pick<ResponseData, 'problem'> & { period: Period | null } {
  try {
    return { period: readPeriod(asked, today), problem: null }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { period: null, problem: { field: error.field ?? null, words: error.words } }
  }
}

/**
 * Page of the figures of answers. It takes the queries `by`, by departments unless known, and `from`, `to` and `asOf`,
 * each cut to a length; of days that name no period it says what would be right.
 */
export async function loadResponse({ reading, lang }: From, ask: Ask): Promise<Loaded<ResponseData>> {
  const by = ask('by', responseGroups) ?? 'department'
  const day = (name: string): string | null => ask(name)?.trim().slice(0, LONGEST) || null
  const asked = { from: day('from'), to: day('to'), asOf: day('asOf') }
  const today = reading.today()
  const { period, problem } = periodOf(asked, today)
  const [rows, claims, departments] = await Promise.all([
    period === null ? [] : reading.response.rollUp(by, period),
    period === null ? [] : reading.response.claims(period),
    by === 'department' ? reading.departmentRecords() : [],
  ])
  const telling = rows.filter(({ own, whole }) => isTelling(whole ?? own))
  return {
    data: {
      by,
      asked,
      found: period === null ? null : { period, rows: telling, claims, passed: rows.length - telling.length },
      problem,
      limits: reading.clocks.all.map(({ id, names, limit }) => ({ id, names, computed: limit !== null })),
      calendar: reading.calendarName,
      today,
    },
    check: NONE,
    names: new Map(departments.map((record) => [record.id, titleIn(lang, record)])),
  }
}
