/** Procedures that a place declares as JSON, as those of its council: data, because places differ and change them. */
import { z } from 'zod'
import { filled, name, parse } from '../input/input.schema.ts'
import { applicability } from '../kinds/decision/fields.ts'
import { decisionClasses, meetingTypes, stepOutcomes, stepTypes } from '../kinds/decision/vocabulary.ts'
import { practice } from '../law/laws.ts'
import { of, Problem } from '../record/problem.ts'
import { codesOf } from '../record/vocabulary.ts'
import { nearest } from '../text/nearest.ts'
import { builtInProcedures } from './procedures.ts'
import type { Fact, ProcedureProfile, ProcedureStep } from './profile.ts'

const id = z
  .string()
  .regex(/^[a-z][a-z0-9_-]*$/, { error: 'clock_id' })
  .max(60)
const words = z.strictObject({ zh: name, en: name })
const why = z.strictObject({ zh: filled(1000), en: filled(1000) })
const FACTS = Object.keys(applicability.spec.is === 'object' ? applicability.spec.fields : {}) as [
  Fact,
  ...Fact[],
]
const facts = z.array(z.enum(FACTS)).min(1).max(10)

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}

const match = z.strictObject({
  type: z.enum(codesOf(stepTypes)),
  meeting: z.enum(codesOf(meetingTypes)).optional(),
  outcomes: z
    .array(z.enum(codesOf(stepOutcomes)))
    .min(1)
    .optional(),
  title: z.string().min(1).max(200).refine(isPattern, { error: 'pattern' }).optional(),
})

const step = z.strictObject({
  id,
  names: words,
  is: z.array(match).min(1).max(20),
  when: facts.optional(),
  unless: facts.optional(),
  after: id.optional(),
  optional: z.literal(true).optional(),
  afterwards: z.boolean().default(false),
  why,
  /** For a procedure that adds to another: the step before which it stands. */
  before: id.optional(),
})

const profile = z.strictObject({
  id,
  names: words,
  basis: why,
  link: z.url({ protocol: /^https$/, error: 'https' }).nullish(),
  classes: z
    .array(z.enum(codesOf(decisionClasses)))
    .max(20)
    .default([]),
  extends: id.optional(),
  steps: z.array(step).min(1).max(60),
  order: z
    .array(z.tuple([id, id]))
    .max(200)
    .default([]),
})

const proceduresSchema = z.strictObject({ procedures: z.array(profile).min(1).max(50) })

type Declared = z.infer<typeof profile>

function wrong(place: string, zh: string, en: string): Problem {
  return new Problem('invalid', { field: `procedures/${place}`, words: of(zh, en) })
}

function unknown(place: string, given: string, known: readonly string[]): Problem {
  const near = nearest(given, known)
  return wrong(
    place,
    `没有 ${given}${near === null ? '' : `，是否指 ${near}`}；有的是：${known.join('、')}。`,
    `There is no ${given}${near === null ? '' : `; did you mean ${near}`}; there are: ${known.join(', ')}.`,
  )
}

function stepOf({
  when,
  unless,
  after,
  optional,
  before: _,
  ...rest
}: Declared['steps'][number]): ProcedureStep {
  const asked = {
    ...(when === undefined ? {} : { when }),
    ...(unless === undefined ? {} : { unless }),
    ...(after === undefined ? {} : { after }),
    ...(optional === undefined ? {} : { optional }),
  }
  const is = rest.is.map(({ type, ...more }) => ({ type, ...definedOf(more) }))
  return { ...rest, is, asked }
}

const definedOf = <T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never

/** Steps of the procedure to which it adds, with its own before those that it names, else at the end. */
function added(base: ProcedureProfile | null, declared: Declared, place: number): ProcedureStep[] {
  const steps = [...(base?.steps ?? [])]
  for (const [i, one] of declared.steps.entries()) {
    if (steps.some(({ id: known }) => known === one.id))
      throw wrong(`${place}/steps/${i}/id`, `步骤 ${one.id} 重复。`, `The step ${one.id} stands twice.`)
    const at =
      one.before === undefined ? steps.length : steps.findIndex(({ id: known }) => known === one.before)
    if (at === -1)
      throw unknown(
        `${place}/steps/${i}/before`,
        one.before ?? '',
        steps.map((step) => step.id),
      )
    steps.splice(at, 0, stepOf(one))
  }
  return steps
}

/** @param order pairs that the place declared, those of the procedure to which it adds aside */
function requireSteps({ steps }: ProcedureProfile, order: Declared['order'], place: number): void {
  const known = steps.map((step) => step.id)
  for (const [i, pair] of order.entries())
    for (const step of pair) if (!known.includes(step)) throw unknown(`${place}/order/${i}`, step, known)
  for (const { id: own, asked } of steps)
    if (asked.after !== undefined && !known.includes(asked.after))
      throw unknown(`${place}/steps/${own}/after`, asked.after, known)
}

/** @throws Problem for a class that a law governs: a place adds to what it prescribes, and does not replace it */
function requireLaw({ classes, extends: base }: Declared, place: number): void {
  for (const [i, kind] of classes.entries()) {
    const law = builtInProcedures.find((one) => one.classes.includes(kind))
    if (law !== undefined && base !== law.id)
      throw wrong(
        `${place}/classes/${i}`,
        `“${decisionClasses[kind].zh}”由 ${law.id} 规定，不能另行声明：请写 "extends": "${law.id}"，只加步骤。`,
        `Decisions of the class ${kind} are governed by ${law.id}, which a place can only add to: say "extends": "${law.id}".`,
      )
  }
}

/** @throws Problem `invalid` that says which procedure contradicts what, or what is malformed and where */
export function parseProcedures(input: unknown): ProcedureProfile[] {
  const known = [...builtInProcedures]
  for (const [i, declared] of parse(proceduresSchema, input).procedures.entries()) {
    if (known.some((one) => one.id === declared.id))
      throw wrong(
        `${i}/id`,
        `程序规则 ${declared.id} 已有，请用另一个名称。`,
        `There is a procedure ${declared.id} already: take another id.`,
      )
    const base = known.find((one) => one.id === declared.extends) ?? null
    if (declared.extends !== undefined && base === null)
      throw unknown(
        `${i}/extends`,
        declared.extends,
        known.map((one) => one.id),
      )
    requireLaw(declared, i)
    const one: ProcedureProfile = {
      id: declared.id,
      names: declared.names,
      basis: practice(declared.basis.zh, declared.basis.en),
      origin: 'local',
      link: declared.link ?? null,
      classes: declared.classes,
      extends: base?.id ?? null,
      steps: added(base, declared, i),
      order: [...(base?.order ?? []), ...declared.order],
    }
    requireSteps(one, declared.order, i)
    known.push(one)
  }
  return known.slice(builtInProcedures.length)
}

/**
 * The same from the text of a file or a setting.
 *
 * @param named what the text is called where it is told that it cannot be used
 * @throws Problem `invalid`
 */
export function parseProceduresText(text: string, named: string): ProcedureProfile[] {
  try {
    return parseProcedures(JSON.parse(text))
  } catch (error) {
    const said = error instanceof Problem ? error.words : of(String(error), String(error))
    throw new Problem('invalid', {
      words: of(`程序规则 ${named} 用不了：${said.zh}`, `The procedures ${named} cannot be used: ${said.en}`),
    })
  }
}
