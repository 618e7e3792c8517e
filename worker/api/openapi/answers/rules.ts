/** Answers about rules: what they are, what they could assess and found. */
import { z } from 'zod'
import { severities } from '../../../domain/kinds/flag/severity.ts'
import { recordKinds } from '../../../domain/kinds/table.ts'
import { laws } from '../../../domain/law/laws.ts'
import { codesOf } from '../../../domain/record/vocabulary.ts'
import { missingReasons } from '../../../domain/rules/missing.ts'
import { ruleGroups } from '../../../domain/rules/rule.ts'
import { audiences } from '../../../domain/rules/words.ts'
import { whole } from './parts.ts'

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

const ruleCoverage = assessable
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
