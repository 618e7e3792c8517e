/** A deadline on the command line: by the calendar and the limits of a ledger, without opening it. */
import { china } from '../../domain/calendar/china.ts'
import { workingDaysOf } from '../../domain/calendar/table.ts'
import { readAsked, readDay } from '../../domain/clock/asked.ts'
import { clockOf } from '../../domain/clock/clock.ts'
import { type Clocks, createClocks } from '../../domain/clock/clocks.ts'
import { limitWords } from '../../domain/clock/lines.ts'
import { dayWords, standWords } from '../../domain/clock/stand.ts'
import { clockProfileView } from '../../domain/clock/view.ts'
import { citationWords } from '../../domain/law/laws.ts'
import type { Words } from '../../domain/record/problem.ts'
import { todayOf } from '../../services/submit/call.ts'
import { defineCommand } from '../shell/command.ts'
import { LEDGER } from '../shell/place.ts'
import { table } from '../shell/terminal.ts'
import { calendarOf, declaredClocks } from '../shell/today.ts'

const both = ({ zh, en }: Words): string => `${zh} · ${en}`

const day = (zh: string, en: string) => ({ type: 'string', value: 'DATE', words: { zh, en } }) as const

function listText({ all }: Clocks): string {
  return table(
    ['', '期限 time limit', '多长 length', '依据 basis'],
    all.map((one) => [
      one.id,
      one.names.zh,
      one.limit === null ? '—' : limitWords(one, one.limit).zh,
      citationWords(one.basis).zh,
    ]),
  )
}

export const clock = defineCommand({
  operands: '[PROFILE START]',
  options: {
    ...LEDGER,
    pauses: {
      type: 'string',
      value: 'FROM/TO,…',
      words: { zh: '不计的日子，如 2026-02-12/2026-03-04', en: 'days not counted, 2026-02-12/2026-03-04' },
    },
    restart: day('重新起算的日子', 'day on which the count begins again'),
    extension: {
      type: 'string',
      value: 'N',
      words: { zh: '延长多少', en: 'by how many units it was extended' },
    },
    'extended-on': day('哪天批准延长', 'day on which the extension was granted'),
    ended: day('办结的日子', 'day on which it was done'),
    due: day('个案中定下的最后一日', 'the last day, where the matter itself names it'),
    'as-of': day('按哪一天看（默认今天）', 'the day for which it is computed (default: today)'),
  },
  async run({ values, positionals: [profileId, start], terminal, json }) {
    const calendar = (await calendarOf(values, terminal.env)) ?? china
    const clocks = createClocks(await declaredClocks(values, terminal.env))
    if (profileId === undefined) {
      if (values.json === true) json({ items: clocks.all.map(clockProfileView) })
      else terminal.out(listText(clocks))
      return 0
    }
    const { profile, events } = readAsked(clocks, {
      ...values,
      profile: profileId,
      start,
      extendedOn: values['extended-on'],
    })
    const asOf = readDay(values['as-of'], 'as-of') ?? todayOf(terminal.now(), calendar.zone)
    const found = clockOf(profile, events, workingDaysOf(calendar), asOf)
    if (values.json === true) {
      json({ ...found, asOf, calendar: calendar.name, profile: clockProfileView(profile) })
      return 0
    }
    terminal.out(`${both(profile.names)}\n${both(dayWords(found, profile))}\n`)
    terminal.out(`${asOf}: ${both(standWords(found, profile))}\n\n`)
    terminal.out(
      table(
        ['日期 day', '怎么算 how it counts', '依据 basis'],
        found.lines.map((line) => [line.day, line.words.zh, line.article?.zh ?? '']),
      ),
    )
    return 0
  },
})
