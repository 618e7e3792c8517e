/** The red-flag rules: what each looks for, on what it rests, and when it is wrong. What they find is not published; what they could assess is, and what became of flags. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { setSchema, valuesSchema } from '../../domain/kinds/rulebook/rulebook.schema.ts'
import { isCalendarDate } from '../../domain/record/date.ts'
import { refuse } from '../../domain/record/guard.ts'
import { valuesOf } from '../../domain/rules/assess.ts'
import { viewOf } from '../../domain/rules/catalogue.ts'
import { ruleOf, rules } from '../../domain/rules/rules.ts'
import { NO_VERDICT } from '../../domain/rules/words.ts'
import { readOutcomes } from '../../services/inspection/rule-outcomes.ts'
import { coverageOfRule, publishedCoverage } from '../../services/inspection/standing/published.ts'
import { may, requireActor } from '../accounts/sign-in/who.ts'
import { answer, requestOf } from '../http/call.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import * as answers from '../openapi/answers.ts'
import { callShape } from '../openapi/bodies.ts'
import { acts, reads, writes } from '../openapi/describe.ts'
import * as query from '../openapi/query.ts'

/** The catalogue changes with the software alone; what became of flags, with each entry of a flag. */
const AN_HOUR = 'public, max-age=3600'
const A_MINUTE = 'public, max-age=60'

const described = { tag: 'rules' } as const

const trySchema = z.strictObject({
  values: valuesSchema,
  asOf: z
    .string()
    .refine((day) => isCalendarDate(day) && day.length === 10, 'a day such as 2026-03-05')
    .optional()
    .meta({ description: 'The day for which to assess; today by default.' }),
})

const setBody = setSchema.extend({ occurred: callShape.occurred })

/** Routes of the rules, of their limits and coverage, and of trials. */
export function ruleRoutes({ services: { reading, standing, rulebook, trial, access } }: ApiDeps) {
  const app = new Hono<ApiEnv>()

  app.get(
    '/rules',
    reads({
      ...described,
      summary: 'All red-flag rules, by group and number. A finding is a reason to look, not a verdict',
      query: query.ruleQuery,
      answer: answers.rules,
    }),
    (c) => {
      const { group, audience } = query.queryOf(c, query.ruleQuery)
      const items = rules
        .filter((one) => group === undefined || one.group === group)
        .filter((one) => audience === undefined || one.audience === audience)
        .map(viewOf)
      c.header('cache-control', AN_HOUR)
      return c.json({ items, next: null, notice: NO_VERDICT })
    },
  )

  app.get(
    '/rules/:id',
    reads({
      ...described,
      summary: 'One rule, what it could assess, and what became of its flags',
      answer: answers.ruleWithOutcomes,
    }),
    async (c) => {
      const id = c.req.param('id')
      const rule = ruleOf(id)
      if (rule === null) throw refuse('not_found', `没有规则 ${id}。`, `There is no rule ${id}.`, 'id')
      c.header('cache-control', A_MINUTE)
      const [outcomes, published, settings, changes] = await Promise.all([
        readOutcomes(reading, id),
        coverageOfRule(standing, rule),
        rulebook.settings(),
        rulebook.changes(id),
      ])
      const limits = valuesOf(rule, { settings })
      return c.json({ ...viewOf(rule), limits, changes, outcomes, ...published })
    },
  )

  app.post(
    '/rules/:id/set',
    writes({
      ...described,
      summary:
        'Set limits of a rule otherwise, with the reason: takes a second person, so hand it in as a draft of `rulebook`/`set`',
      body: setBody,
    }),
    may('rule.write'),
    async (c) => {
      const { call, input } = await requestOf(c)
      return answer(c, await rulebook.set(call, c.req.param('id'), input))
    },
  )

  app.post(
    '/rules/:id/try',
    acts({
      ...described,
      summary:
        'Where other limits would have led, on what was recorded so far; for inspectors. Writes nothing',
      body: trySchema,
      answer: answers.trial,
    }),
    may('flag.write'),
    async (c) => {
      c.header('cache-control', 'no-store')
      const actor = requireActor(c)
      const { values, asOf } = parse(trySchema, (await requestOf(c)).input)
      await access.note(actor.account, 'read_findings', `try ${c.req.param('id')}`, c.get('requestId'))
      return c.json(await trial.try(actor, c.req.param('id'), values, { asOf }))
    },
  )

  app.get(
    '/coverage',
    reads({
      ...described,
      summary: 'How much each rule could assess, by department, and why not. Missing data never looks clean',
      query: query.coverageQuery,
      answer: answers.coverage,
    }),
    async (c) => {
      const { rule, department } = query.queryOf(c, query.coverageQuery)
      if (rule !== undefined && ruleOf(rule) === null)
        throw refuse('not_found', `没有规则 ${rule}。`, `There is no rule ${rule}.`, 'rule')
      if (department !== undefined && (await reading.record(department))?.kind !== 'department')
        throw refuse(
          'not_found',
          `没有部门 ${department}。`,
          `There is no department ${department}.`,
          'department',
        )
      c.header('cache-control', A_MINUTE)
      return c.json({ ...(await publishedCoverage(standing, { rule, department })), next: null })
    },
  )
  return app
}
