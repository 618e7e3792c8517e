/** Loads the page of figures: what was asked, and the figures. */
import type { FiguresData } from '../../../web/components/figures/data.ts'
import { figureGroups } from '../../domain/figures/measures.ts'
import { kindOf } from '../../domain/kinds/table.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import { isTaken } from '../../domain/record/list/listed.ts'
import { everyTable } from '../../services/figures/figures.ts'
import { publishedCoverage } from '../../services/inspection/standing/published.ts'
import { type Ask, type From, given, type Loaded, NONE } from './common.ts'
import { isInOrder } from './lists.ts'

/** Page of figures. It takes the queries `by`, `department`, `from` and `to`; of others it tells that they had no effect. */
export async function loadFigures({ reading, lang }: From, ask: Ask): Promise<Loaded<FiguresData>> {
  const { from: period } = kindOf('decision').filters
  const read = (text: string) => (period !== undefined && isTaken(period, text) ? text : null)
  const from = ask('from', read)
  const to = ask('to', (text) => (isInOrder('to', given({ from }), text) ? read(text) : null))
  const by = ask('by', figureGroups) ?? 'year'
  const asked = { department: ask('department'), from, to }
  const [figures, { items, standing }, departments] = await Promise.all([
    reading.figures({ by, ...given(asked) }),
    publishedCoverage(reading.standing, { department: asked.department ?? undefined }),
    reading.departmentRecords(),
  ])
  const names = new Map(departments.map((record) => [record.id, titleIn(lang, record)]))
  return {
    data: {
      figures,
      tables: everyTable(figures, items),
      standing,
      asked,
      departments: [...names].map(([id, title]) => ({ id, title })),
    },
    check: NONE,
    names,
  }
}
