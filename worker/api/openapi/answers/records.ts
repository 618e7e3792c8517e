/** Answers about records: lists, histories, versions, the board, imports. */
import { z } from 'zod'
import { recordKinds } from '../../../domain/kinds/table.ts'
import { waysOut } from '../../../domain/record/entered/withdrawal.ts'
import { boardViews } from '../../../services/read/reading.ts'
import { entry, envelope, opened } from './ledger.ts'
import { day, facet, instant, json, next, note, proof, whole } from './parts.ts'

const state = z
  .looseObject({ kind: z.string(), id: z.string(), seq: whole })
  .meta({ id: 'State', description: 'A record as its entries leave it.' })

export const record = z
  .object({
    id: z.string(),
    kind: z.enum(recordKinds),
    seq: whole,
    title: z.string(),
    department: z.string().nullable(),
    departmentName: z.string().nullable(),
    departmentNameEn: z.string().nullable(),
    type: z.string().nullable(),
    level: z.string().nullable(),
    status: z.string(),
    firstIndex: whole,
    lastIndex: whole,
    recorded: instant,
    area: z.string().nullable(),
    day: day
      .nullable()
      .meta({ description: 'The day of its kind: when decided, due, taken up. Days since 1970-01-01.' }),
    baseline: day.nullable(),
    due: day.nullable(),
    done: day.nullable(),
    delay: z.int().nullable(),
    heldNow: z
      .object({
        department: z.string().nullable(),
        departmentName: z.string().nullable(),
        departmentNameEn: z.string().nullable(),
      })
      .optional()
      .meta({
        description: 'On a list of a day (`on`), where another department held it then: who holds it now.',
      }),
    openingErased: z
      .literal(true)
      .optional()
      .meta({ description: 'Where its first entry was lawfully erased: what it lacks was not withheld.' }),
    silent: z
      .object({
        register: z.string(),
        since: z.string().meta({ description: 'Day of its last delivery, YYYY-MM-DD.' }),
        expected: z.string().meta({
          description:
            'Day by which the next was expected, YYYY-MM-DD: as long after the last as its longest pause yet, and 14 days at the least.',
        }),
      })
      .optional()
      .meta({ description: 'Where nothing has come from its register though it was expected.' }),
    judged: z.string().meta({
      description:
        'The day for which it is judged, YYYY-MM-DD: today, or that of the last delivery of the register it came from.',
    }),
    state,
    named: z
      .array(
        z.object({
          key: z.string().meta({ description: 'The printed name; width, case and spaces aside.' }),
          day: day.meta({ description: 'The day on which it is so named. Days since 1970-01-01.' }),
          id: z.string(),
          title: z.string(),
          titleEn: z.string().nullable(),
        }),
      )
      .meta({
        description:
          'Records that the names printed in it mean: each the one record so called on that day, none where several were. In lists, its organs and holders alone.',
      }),
  })
  .meta({ id: 'Record' })

const feature = z.object({
  type: z.literal('Feature'),
  id: z.string().meta({ description: 'Id of the record, and the number of the place in it.' }),
  geometry: z
    .object({ type: z.literal('Point'), coordinates: z.array(z.number()) })
    .nullable()
    .meta({ description: 'Longitude, latitude; null where the code of a division is all that is known.' }),
  properties: z.object({
    id: z.string(),
    title: z.string().meta({ description: 'Of the record; empty where it is withheld.' }),
    day: z.string().nullable(),
    division: z.string().nullable(),
  }),
})

export const places = z
  .object({
    type: z.literal('FeatureCollection'),
    numberMatched: whole,
    numberReturned: whole,
    features: z.array(feature),
  })
  .meta({ id: 'Places' })

const line = z.object({
  index: whole,
  envelope,
  title: z.string(),
  titleEn: z.string().nullable(),
  departmentName: z.string().nullable(),
  departmentNameEn: z.string().nullable(),
})

const moment = z.object({
  entry: z.object({ index: whole, envelope, body: json }),
  changes: z.array(z.object({ field: z.string(), from: json, to: json })),
  opened: opened.optional(),
  erased: z.literal(true).optional().meta({
    description: 'The content was lawfully erased, whether it was withheld before or not.',
  }),
})

const hit = z.object({
  record,
  snippets: z.array(
    z.object({
      field: z.string(),
      parts: z.array(z.object({ text: z.string(), hit: z.boolean() })),
    }),
  ),
})

export const records = z.object({
  items: z.array(record),
  next,
  total: whole,
  older: whole.optional().meta({
    description:
      'There where something narrows the list and an earlier version of the program derived so many records of the kind: the list may lack some of them until they are derived anew.',
  }),
  choices: z
    .object({
      total: whole,
      department: z.array(facet),
      type: z.array(facet),
      level: z.array(facet),
      status: z.array(facet),
      area: z.array(facet),
    })
    .optional()
    .meta({
      description:
        'Numbers for each value, where they were asked for: what is chosen in a filter takes none away there.',
    }),
})
export const lines = z.object({ items: z.array(line), next, total: whole })
export const timeline = z.object({ record: z.string(), items: z.array(moment), next, total: whole })

/** An entry of which the place and the time alone are asked. */
const placed = z.object({ ...entry.pick({ index: true, leaf: true }).shape, proof })

export const evidence = z.object({
  checkpoint: note,
  record,
  entries: z.array(z.object({ ...entry.shape, proof })),
  erasures: z
    .array(z.object({ ...entry.shape, proof }))
    .meta({ description: 'The entries by which bodies of these were lawfully erased, in the same tree.' }),
  catalogue: z
    .object({
      entry: z.object({ ...entry.shape, proof }).nullable(),
      bucket: z.object({ text: z.string(), proof }).nullable(),
      uncounted: placed.nullable(),
      newest: placed,
    })
    .nullable()
    .meta({
      description:
        'The newest catalogue of records, which says how many entries this one had; its bucket with a proof among the buckets; the first entry that it does not count, null where that is its own; and the newest entry of the ledger. In the same tree.',
    }),
  next: whole.nullable().meta({
    description:
      'Number of entries after which the next answer goes on (`after`), where the record has more; null in the last one.',
  }),
})

export const found = z.object({
  items: z.array(hit),
  next,
  total: whole,
  kinds: z.array(facet),
  indexedTo: whole,
  bounded: z.boolean().optional().meta({
    description:
      'There, and true, where so many records match that the newest alone are put in order, and the newest of those whose titles match: `total` and `kinds` count these. One more word leaves fewer; `kind`, `department` and `type` look among their own.',
  }),
})

export const stats = z.object({
  entries: whole,
  departments: whole,
  responsibilities: whole,
  decisions: whole,
  milestones: whole,
  byType: z.array(facet),
  byStatus: z.array(facet),
  asOf: instant.nullable(),
  today: z.string().meta({ description: 'The day for which statuses were computed, YYYY-MM-DD.' }),
})

export const imported = z.object({
  items: z.array(
    z.object({
      delivery: z.string().meta({ description: 'Register and date, as `uk-gmpp@2021-03-31`.' }),
      entries: whole,
    }),
  ),
  next: z.null(),
})

export const withdrawal = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      seq: whole,
      title: z.string(),
      way: z.enum(waysOut).meta({
        description:
          'Put back to a version; annulled, as the delivery alone made it; kept, as an entry followed; the same already; taken back before.',
      }),
      to: whole.nullable(),
      since: whole.nullable().meta({ description: 'Index of the entry that followed.' }),
      departments: z.array(z.string()),
      others: whole.meta({
        description: 'Of a department: records that need it, beside those of the delivery.',
      }),
    }),
  ),
  next,
})

const boardCounts = z.record(z.enum(boardViews), whole)
const boardRow = z.object({ value: z.string().nullable(), counts: boardCounts })
export const board = z.object({ items: z.array(record), next, total: whole })

export const figures = z.object({
  today: z.string(),
  deliveries: z.array(z.object({ register: z.string(), asOf: z.string().nullable() })),
  counts: boardCounts.nullable(),
  department: z.array(boardRow.extend({ name: z.string().nullable(), nameEn: z.string().nullable() })),
  area: z.array(boardRow),
  type: z.array(boardRow),
})

export const calendar = z.object({
  items: z.array(
    z.object({ rel: z.string(), day: z.string(), until: z.string().nullable(), part: z.string(), record }),
  ),
  next: z.null(),
})

export const version = z
  .object({ seq: whole, index: whole, recorded: instant, of: whole, state })
  .meta({ id: 'Version' })

export const comparison = z.object({
  from: version,
  to: version,
  changes: z.array(z.object({ field: z.string(), from: json, to: json })),
  left: whole.meta({ description: 'Number of further differences, which are left out.' }),
})

const codes = z.array(z.string())

const bothWords = z.object({ zh: z.string(), en: z.string() })

const procedureProfile = z.object({
  id: z.string(),
  names: bothWords,
  basis: bothWords,
  origin: z.enum(['law', 'local']),
  link: z.string().nullable(),
  classes: codes,
  extends: z.string().nullable(),
  steps: z.array(z.object({ id: z.string(), names: bothWords, why: bothWords })),
})

export const procedures = z.object({ items: z.array(procedureProfile), next: z.null(), total: whole })

export const procedure = z.object({
  record: z.string(),
  class: z.string(),
  named: z
    .string()
    .nullable()
    .meta({ description: 'The procedure that the decision names; null where it names none.' }),
  profile: procedureProfile.nullable(),
  items: z.array(
    z.object({
      step: z.string(),
      name: bothWords,
      type: z.string(),
      need: z.enum(['required', 'not_required', 'unknown']),
      why: z.object({ zh: z.string(), en: z.string() }),
      standing: z.string(),
      steps: codes,
      afterAll: codes,
    }),
  ),
  disagrees: z.boolean().meta({
    description: 'True where the source means another status than the one that the recorded steps make.',
  }),
  next: z.null(),
})

const days = z.int().nullable()

export const derived = z.object({
  today: z.string(),
  judged: z.string(),
  declared: z.string(),
  status: z.string(),
  slip: days,
  delay: days,
  overdueBy: days,
  dueIn: days,
  silentFor: days,
  stalled: z.boolean(),
  reportsMissed: whole,
  disagrees: z.boolean(),
})
