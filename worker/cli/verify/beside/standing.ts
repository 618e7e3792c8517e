/** Findings of the rules and their figures against an assessment of the records as the entries leave them. */
import { dirname, join } from 'node:path'
import { RULEBOOK } from '../../../domain/kinds/rulebook/rulebook.ts'
import { createProcedures } from '../../../domain/procedure/procedures.ts'
import { type Database, readCalendar, readProcedures } from '../../../machine/machine.ts'
import { type NotCompared, recheckStanding } from '../../../services/inspection/standing/recheck.ts'
import { calendarOf } from '../../../services/open.ts'
import type { Words } from '../../shell/usage.ts'
import type { Replay } from '../replay/replay.ts'
import type { Folder } from '../source/folder.ts'
import { type Checked, found, nothing } from './checked.ts'

/** Records that are assessed again at most; of more, so many are chosen. */
const SAMPLE = 20_000

const WHY: Readonly<Record<NotCompared, Words | null>> = {
  // Nothing is kept, and nothing of it is shown.
  never: null,
  going_on: {
    zh: '规则的发现、覆盖率与统计（standing_*）：还没有算到最新的账目，未重新计算。',
    en: 'Findings of the rules, their coverage and figures (standing_*): not yet of the newest entries, and not computed again.',
  },
  otherwise: {
    zh: '规则的发现、覆盖率与统计（standing_*）：由另一版规则、参数、工作日历或程序算出，未重新计算（可用 mingzhang inspect 重算）。',
    en: 'Findings of the rules, their coverage and figures (standing_*): made with other rules, limits, working days or procedures, and not computed again (mingzhang inspect does).',
  },
}

/** Computes again what the rules make of the records, and compares it with what is kept and shown. */
export async function checkStanding(
  folder: Folder,
  database: Database,
  replay: Replay,
  random: (below: number) => number,
  sample = SAMPLE,
): Promise<Checked> {
  const dir = dirname(folder.database)
  const book = replay.stateOf(RULEBOOK)
  const every = Math.max(1, Math.ceil(replay.records / sample))
  const from = every === 1 ? 0 : random(every)
  const { reason, wrong } = await recheckStanding(database, {
    calendar: calendarOf(await readCalendar(join(dir, 'calendar.json'))),
    procedures: createProcedures((await readProcedures(join(dir, 'procedures.json'))) ?? []),
    settings: book?.kind === 'rulebook' ? book.settings : {},
    chosen: (n) => n % every === from,
  })
  if (reason !== null) {
    const why = WHY[reason]
    return { ...nothing(), unchecked: why === null ? [] : [why] }
  }
  return {
    looked: ['rules'],
    findings: [
      ...found(
        'rules',
        wrong.subjects,
        '规则对 @ 的判断，存着的与重新计算的不同。',
        'What is kept of the rules about @ is not what they make of it.',
      ),
      ...found(
        'rules',
        wrong.bases,
        '规则作比较用的数 @ 与记录不符。',
        'The figures of @, with which rules compare, are not those of the records.',
      ),
      ...found(
        'rules',
        wrong.counts,
        '公布的规则 @ 的覆盖率与发现数，与逐条判断加起来的不同。',
        'The published counts of the rule @ are not the sum of what it found.',
      ),
    ],
    unchecked:
      every === 1
        ? []
        : [
            {
              zh: `规则的发现（standing_*）：随机每 ${every} 条记录重新计算了一条；覆盖率与统计全部重新相加。`,
              en: `Findings of the rules (standing_*): one record in ${every} was assessed again, from a random start; coverage and figures were all added up again.`,
            },
          ],
  }
}
