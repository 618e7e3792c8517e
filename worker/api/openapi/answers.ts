/** Answers of the API, for its description; a test holds the answers against it. */
import { z } from 'zod'
import { severities } from '../../domain/kinds/flag/severity.ts'
import { recordKinds } from '../../domain/kinds/table.ts'
import { laws } from '../../domain/law/laws.ts'
import { waysOut } from '../../domain/record/entered/withdrawal.ts'
import { codesOf, grounds } from '../../domain/record/vocabulary.ts'
import { missingReasons } from '../../domain/rules/missing.ts'
import { ruleGroups } from '../../domain/rules/rule.ts'
import { audiences } from '../../domain/rules/words.ts'
import { boardViews } from '../../services/read/reading.ts'

const whole = z.int().min(0)
const base64 = z.base64()
const day = z.int().meta({ description: 'Days since 1970-01-01.' })
const instant = z.string().meta({ description: 'Instant, UTC, to the millisecond.' })
const json = z.unknown().meta({ description: 'Any JSON.' })
const note = z.string().meta({ description: 'Signed note (C2SP tlog-checkpoint).' })
const next = z.string().nullable().meta({ description: 'Opaque cursor of the next page; null at the end.' })
const facet = z.object({ value: z.string(), count: whole })
const proof = z.array(base64)

export const receipt = z
  .object({ index: whole, leafHash: base64, size: whole, root: base64, proof, checkpoint: note })
  .meta({ id: 'Receipt', description: 'That one entry is in the ledger: inclusion proof and checkpoint.' })

export const recorded = z
  .object({
    records: z.array(z.object({ id: z.string(), seq: whole, index: whole })),
    receipts: z.array(receipt),
  })
  .meta({ id: 'Recorded' })

export const prepared = z
  .object({
    ticket: base64.meta({ description: 'To be sent back in "signed".' }),
    drafts: z.array(
      z.object({
        kind: z.string(),
        record: z.string(),
        seq: whole,
        body: json,
        salt: base64,
        digest: base64.meta({ description: 'SHA-256 over salt and canonical body.' }),
        unsigned: z.string().meta({
          description: 'Exactly the text to sign: the canonical envelope without "sig" and "recorded".',
        }),
      }),
    ),
  })
  .meta({ id: 'Prepared', description: 'What would be recorded; nothing was.' })

const envelope = z
  .object({
    v: z.literal(1),
    kind: z.string(),
    record: z.string(),
    seq: whole,
    department: z.string().nullable(),
    actor: z.object({ account: z.string(), role: z.string(), department: z.string().nullable() }),
    approver: z.string().optional().meta({
      description:
        'The second person: an account, or `delivery-` and the SHA-256 of the published file that was followed.',
    }),
    occurred: z.string().meta({ description: 'Business time as claimed: year, month, day or instant.' }),
    recorded: instant,
    visibility: z.enum(['public', 'sealed']),
    ground: z.enum(codesOf(grounds)).optional(),
    review: z.string().optional(),
    body: base64.meta({ description: 'SHA-256 over salt and content.' }),
    sig: base64.optional().meta({
      description: 'Ed25519 by a key of the department, over the envelope without "sig" and "recorded".',
    }),
  })
  .meta({ id: 'Envelope' })

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
    judged: z.string().meta({
      description:
        'The day for which it is judged, YYYY-MM-DD: today, or that of the last delivery of the register it came from.',
    }),
    state,
  })
  .meta({ id: 'Record' })

export const entry = z
  .object({
    index: whole,
    leaf: base64,
    leafHash: base64,
    envelope,
    body: json,
    content: z.string().nullable().meta({ description: 'The body as it was digested: canonical JSON.' }),
    salt: base64.nullable(),
    withheld: z.enum(['sealed', 'erased']).nullable(),
  })
  .meta({ id: 'Entry' })

const line = z.object({
  index: whole,
  envelope,
  title: z.string(),
  departmentName: z.string().nullable(),
})

const moment = z.object({
  entry: z.object({ index: whole, envelope, body: json }),
  changes: z.array(z.object({ field: z.string(), from: json, to: json })),
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

export const records = z.object({ items: z.array(record), next, total: whole })
export const lines = z.object({ items: z.array(line), next, total: whole })
export const timeline = z.object({ record: z.string(), items: z.array(moment), next: z.null() })
export const evidence = z.object({
  checkpoint: note,
  record,
  entries: z.array(z.object({ ...entry.shape, proof })),
  erasures: z
    .array(z.object({ ...entry.shape, proof }))
    .meta({ description: 'The entries by which bodies of these were lawfully erased, in the same tree.' }),
})
const provenEntry = z.object({
  index: whole,
  leaf: z.string().meta({ description: 'The leaf as text: canonical JSON of the envelope.' }),
  salt: base64.nullable(),
  content: z.string().nullable(),
  proof,
})
export const evidenceFile = z
  .object({
    format: z.literal('mingzhang-evidence@v1'),
    record: z.string(),
    checkpoint: note,
    policy: z.string(),
    entries: z.array(provenEntry),
    erasures: z.array(provenEntry),
    digest: base64.meta({
      description: 'SHA-256 of the JSON of all members before it, without white space.',
    }),
  })
  .meta({ id: 'EvidenceFile', description: 'One text for one evidence: a changed byte is noticed.' })

const witnessedCheckpoint = z.object({
  size: whole,
  checkpoint: note,
  witnesses: z.array(z.string()).meta({ description: 'Names in the policy.' }),
  time: whole.nullable().meta({ description: 'POSIX seconds of the latest cosignature.' }),
  quorum: z.boolean(),
})
export const witnesses = z.object({
  policy: z.string().nullable().meta({ description: 'C2SP tlog-policy; null when nobody cosigns.' }),
  witnesses: z.array(
    z.object({
      name: z.string(),
      vkey: z.string(),
      url: z.string().nullable(),
      standing: z.enum([
        'cosigned',
        'ahead',
        'refused',
        'unreachable',
        'odd',
        'waiting',
        'overruled',
        'unknown_key',
        'no_address',
      ]),
      size: whole,
      at: instant.nullable(),
    }),
  ),
  newest: witnessedCheckpoint.nullable(),
  witnessed: witnessedCheckpoint.nullable(),
})
export const latest = z.object({ size: whole, recorded: instant.nullable(), checkpoint: note })
export const checkpoint = z.object({ size: whole, checkpoint: note })
export const consistency = z.object({ from: whole, to: whole, proof })
export const found = z.object({ items: z.array(hit), next, total: whole, indexedTo: whole })
export const changes = z.object({ items: z.array(entry), next: whole, size: whole })
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
  department: z.array(boardRow.extend({ name: z.string().nullable() })),
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
})

const codes = z.array(z.string())
export const procedure = z.object({
  record: z.string(),
  class: z.string(),
  items: z.array(
    z.object({
      type: z.string(),
      need: z.enum(['required', 'not_required', 'unknown']),
      why: z.object({ zh: z.string(), en: z.string() }),
      standing: z.string(),
      steps: codes,
      afterAll: codes,
    }),
  ),
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

const words = z.object({ zh: z.string(), en: z.string() })
export const rule = z
  .object({
    id: z.string(),
    group: z.enum(ruleGroups),
    version: whole.meta({ description: 'Raised when the rule begins to find something else.' }),
    name: words,
    definition: words,
    why: words,
    severity: z.enum(codesOf(severities)),
    audience: z.enum(codesOf(audiences)).meta({ description: 'Who is shown what it finds.' }),
    about: z.enum(['record', 'group']),
    by: z.string().nullable().meta({ description: 'What the groups are, of a rule about groups.' }),
    kinds: z.array(z.enum(recordKinds)),
    condition: words.meta({ description: 'On what it can be assessed.' }),
    value: words.nullable().meta({ description: 'What the value of an assessment counts or names.' }),
    minimumSample: whole.nullable().meta({ description: 'Below so many cases nothing is compared.' }),
    parameters: z.array(
      z.object({
        name: z.string(),
        default: z.number(),
        least: z.number(),
        most: z.number(),
        unit: words,
        words,
      }),
    ),
    basis: z.array(
      z.object({
        law: z.enum(codesOf(laws)).nullable().meta({ description: 'Null for a practice or a study.' }),
        words,
        articles: z.array(z.string()),
      }),
    ),
    falsePositives: z.array(words),
  })
  .meta({ id: 'Rule', description: 'A red-flag rule. A finding is a reason to look, not a verdict.' })

const assessable = z.object({
  applicable: whole.meta({ description: 'To so many records or groups the rule applies.' }),
  assessed: whole,
  notAssessable: z
    .partialRecord(z.enum(codesOf(missingReasons)), whole)
    .meta({ description: 'How often each reason stood in the way; one record may have several.' }),
})

export const ruleCoverage = assessable
  .extend({
    rule: z.string(),
    tooOften: z.boolean().nullable().meta({
      description:
        'Fires on more than a fifth of what it could assess. Null where findings are not public, and for one department.',
    }),
    departments: z.array(assessable.extend({ department: z.string().nullable() })),
  })
  .meta({ id: 'RuleCoverage' })

export const standing = z
  .object({
    size: whole
      .nullable()
      .meta({ description: 'Entries before this index were looked through; null for none.' }),
    day: z.string().nullable().meta({ description: 'For which day the rules were asked.' }),
    waiting: whole.meta({ description: 'What is still to be looked at again.' }),
    isCurrent: z.boolean(),
    calendar: z.string().meta({ description: 'By whose working days time limits are counted.' }),
  })
  .meta({ id: 'Standing' })

export const coverage = z.object({ items: z.array(ruleCoverage), standing, next: z.null() })

const ruleChange = z.object({
  index: whole.meta({ description: 'The entry that tells of it.' }),
  occurred: z.string(),
  recorded: z.string(),
  actor: z.object({ account: z.string(), role: z.string(), department: z.string().nullable() }),
  rule: z.string(),
  adopted: z
    .object({ version: whole, definition: words, parameters: z.record(z.string(), z.number()) })
    .nullable()
    .meta({ description: 'The version that was adopted; null where limits were set.' }),
  values: z.array(
    z.object({ parameter: z.string(), from: z.number().nullable(), to: z.number().nullable() }),
  ),
  reason: z.string().nullable(),
})

const tally = assessable.extend({ found: whole })
const share = z.object({ of: whole, share: z.number(), low: z.number(), high: z.number() }).nullable()
const named = z.object({ total: whole, items: z.array(z.looseObject({ subject: z.string() })) })

export const trial = z
  .object({
    rule: z.string(),
    version: whole,
    asOf: z.string(),
    records: whole,
    values: z.array(z.object({ parameter: z.string(), now: z.number(), tried: z.number() })),
    now: tally,
    tried: tally,
    gained: named.meta({ description: 'Found with what was tried, and not now.' }),
    lost: named.meta({ description: 'Found now, and not with what was tried.' }),
    flags: z.object({
      confirmed: whole.meta({ description: 'Flags of the rule that were confirmed; others decided beside.' }),
      other: whole,
      confirmedStill: whole,
      otherStill: whole,
      precisionNow: share,
      precisionTried: share,
    }),
  })
  .meta({ id: 'RuleTrial', description: 'Where other limits would have led. Nothing is written.' })

export const ruleWithOutcomes = rule
  .extend({
    limits: z
      .record(z.string(), z.number())
      .meta({ description: 'By parameter, the number that holds now.' }),
    changes: z.array(ruleChange).meta({ description: 'Of the rule itself, newest first.' }),
    coverage: ruleCoverage,
    standing,
    outcomes: z.object({
      raised: whole.meta({ description: 'All flags of the rule.' }),
      open: whole,
      confirmed: whole.meta({ description: 'Referred for verification, or cleared with advice.' }),
      explained: whole,
      dataError: whole,
      cleared: whole,
      lapsed: whole,
      precision: z
        .object({ of: whole, share: z.number(), low: z.number(), high: z.number() })
        .nullable()
        .meta({
          description:
            'Confirmed among those decided, with Wilson’s interval (95 %); null while fewer than five are decided.',
        }),
      answered: z
        .object({ n: whole, median: z.number() })
        .nullable()
        .meta({ description: 'Days to the first answer of the department.' }),
      recurring: whole.meta({ description: 'Records flagged more than once by this rule.' }),
    }),
  })
  .meta({ id: 'RuleWithOutcomes' })

export const rules = z.object({ items: z.array(rule), next: z.null(), notice: words })
