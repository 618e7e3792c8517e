/** Questions about clocks, and their answers. */
import { z } from 'zod'
import { lackWords, lineKinds } from '../../domain/clock/lines.ts'
import { clockOrigins, clockUnits } from '../../domain/clock/profile.ts'
import { clockStates } from '../../domain/clock/state.ts'
import { codesOf } from '../../domain/record/vocabulary.ts'

const text = (description: string) => z.string().max(400).optional().meta({ description })

/** Days are read by the clock itself, which says what would be right. */
export const clockQuery = z.object({
  start: text('The day from which it runs, YYYY-MM-DD; that day is not counted.'),
  due: text('Of a clock without a limit: the last day, as the matter names it.'),
  pauses: z.string().max(1000).optional().meta({
    description:
      'Days that are not counted, `2026-02-12/2026-03-04`: those after the first, up to and with the last. Several are divided by commas; open at the end while one lasts; `third_party:` before one names its ground.',
  }),
  restart: text('The day on which the count begins again.'),
  extension: text('By how many units it was extended.'),
  extendedOn: text('The day on which the extension was granted.'),
  ended: text('The day on which it was done.'),
  asOf: text('The day for which it is computed; today by default.'),
})

const words = z.object({ zh: z.string(), en: z.string() })
const day = z.string().meta({ description: 'YYYY-MM-DD' })
const cited = z.object({
  law: z.string().nullable().meta({ description: 'Null for what is no law.' }),
  articles: z.array(z.string()),
  words,
})
const units = z.int().min(0)

const clockProfile = z
  .object({
    id: z.string(),
    from: day.nullable().meta({ description: 'First day on which a clock may begin by this version.' }),
    to: day.nullable(),
    names: words,
    starts: words,
    unit: z.enum(codesOf(clockUnits)),
    limit: units.nullable().meta({ description: 'Null where the matter itself names its last day.' }),
    counts: z.enum(['after', 'before']),
    bound: z.enum(['latest', 'earliest']),
    pauses: z.array(z.object({ code: z.string(), words, basis: cited })),
    restart: z.object({ words, basis: cited }).nullable(),
    extension: z.object({ most: units.nullable(), times: units, words, basis: cited }).nullable(),
    roll: z.enum(['none', 'next_working_day']),
    basis: cited,
    origin: z.enum(codesOf(clockOrigins)),
    link: z.string().nullable(),
    note: words.nullable(),
  })
  .meta({ id: 'ClockProfile', description: 'One version of a time limit.' })

export const clockProfiles = z.object({ items: z.array(clockProfile), next: z.null(), total: units })

export const clockLine = z.object({
  day,
  kind: z.enum(lineKinds),
  n: units.meta({ description: 'Units counted up to this day with it; of an extension, what it adds.' }),
  words,
  article: words.nullable(),
})

export const clock = z
  .object({
    asOf: day,
    calendar: z.string().meta({ description: 'By whose working days it is counted.' }),
    profile: clockProfile,
    start: day.nullable(),
    due: day.nullable().meta({ description: 'The last day; null where it cannot be told.' }),
    lacks: z.enum(codesOf(lackWords)).nullable().meta({ description: 'Why it cannot be told.' }),
    state: z.enum(codesOf(clockStates)),
    limit: units.nullable(),
    used: units.nullable(),
    left: units.nullable().meta({ description: 'Working days left, 0 on the last day.' }),
    over: units.nullable().meta({ description: 'Units since the day after the last day.' }),
    twice: day.nullable().meta({ description: 'The last day of twice the limit.' }),
    lines: z.array(clockLine),
  })
  .meta({ id: 'Clock', description: 'A deadline with every day that led to it.' })
