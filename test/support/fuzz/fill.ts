/** Values that a schema allows, out of what was learned. */
import type { Description } from '../api/description.ts'
import type { Chance } from './chance.ts'
import type { Knowledge } from './knowledge.ts'
import { followed, type Schema } from './schema.ts'

const DAY = 86_400_000
const TEXTS = [
  '取水许可',
  '按会议纪要办理',
  '《水法》第七条',
  '完成管网改造',
  'Water permit',
  '见附件',
  'A1',
] as const

export interface Filling {
  description: Description
  chance: Chance
  known: Knowledge
  /** The time of the world, in milliseconds. */
  today: number
  department: string | null
  /** Values that stand in the record which is acted on, by name. */
  near: Map<string, unknown[]>
  /** How often what may be left out is there. */
  fullness: number
}

/** Fields of the envelope: they change what a call means, and are seldom given. */
const SELDOM = new Set(['signed', 'visibility', 'ground', 'review', 'occurred'])

export function fill(schema: Schema, name: string, filling: Filling): unknown {
  const { chance, description } = filling
  const one = followed(schema, description)
  if (one.const !== undefined) return one.const
  if (one.enum !== undefined) return chance.maybe(one.enum)
  const choices = (one.anyOf ?? one.oneOf ?? []).filter(({ type }) => type !== 'null')
  const chosen = chance.maybe(choices)
  if (chosen !== undefined) return fill(chosen, name, filling)
  if (one.allOf !== undefined) return Object.assign({}, ...one.allOf.map((part) => fill(part, name, filling)))
  const type = Array.isArray(one.type) ? one.type.find((each) => each !== 'null') : one.type
  switch (type) {
    case 'object':
      return object(one, filling)
    case 'array':
      return array(one, name, filling)
    case 'integer':
    case 'number':
      return number(one, name, filling)
    case 'boolean':
      return chance.is(0.5)
    case 'string':
      return text(one, name, filling)
    case 'null':
      return null
    default:
      return chance.of<unknown>(['甲', 1, null])
  }
}

function object({ properties = {}, required = [], additionalProperties }: Schema, filling: Filling): object {
  const { chance, fullness } = filling
  const names = Object.keys(properties)
  const taken = names.filter(
    (name) => required.includes(name) || chance.is(SELDOM.has(name) ? 0.02 : fullness),
  )
  // A set has to say something.
  const least = chance.maybe(names.filter((name) => !SELDOM.has(name)))
  if (taken.length === 0 && least !== undefined && chance.is(0.7)) taken.push(least)
  const filled = Object.fromEntries(taken.map((name) => [name, fill(properties[name] ?? {}, name, filling)]))
  if (names.length > 0 || typeof additionalProperties !== 'object') return filled
  const key = near('parameter', filling) ?? 'days'
  return { [String(key)]: fill(additionalProperties, 'value', filling) }
}

function array(
  { items = {}, minItems = 0, maxItems = 3 }: Schema,
  name: string,
  filling: Filling,
): unknown[] {
  const most = Math.min(maxItems, minItems + 2)
  const length = Math.max(minItems, filling.chance.whole(most + 1))
  const made = Array.from({ length }, () => fill(items, name.replace(/ies$/, 'y').replace(/s$/, ''), filling))
  return [...new Map(made.map((one) => [JSON.stringify(one), one])).values()]
}

function near(name: string, { near: values, known, chance }: Filling): unknown {
  return chance.maybe(values.get(name) ?? []) ?? known.value(name)
}

function number({ minimum, maximum, exclusiveMinimum }: Schema, name: string, filling: Filling): number {
  const { chance } = filling
  const told = near(name, filling)
  if (typeof told === 'number' && chance.is(0.7)) return told
  const least = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1)
  return least + chance.whole(Math.max(1, Math.min(20, (maximum ?? 100) - least + 1)))
}

/** The record prefixes that a pattern such as `^(dec-|mil-)` asks for. */
function prefixes(pattern: string | undefined): string[] {
  return (
    /^\^\(([a-z|-]+)\)$/
      .exec(pattern ?? '')?.[1]
      ?.split('|')
      .filter((one) => one !== '') ?? []
  )
}

export function text(schema: Schema, name: string, filling: Filling): string {
  const { chance, known, today, department } = filling
  const wanted = prefixes(schema.pattern)
  if (wanted.length > 0) return known.id(wanted, department) ?? `${wanted[0]}0000000001`
  if (name === 'department') return department ?? known.id(['dep-'], null) ?? 'dep-water'
  if (schema.examples !== undefined) return day(today, chance)
  const told = near(name, filling)
  if (typeof told === 'string' && chance.is(0.6)) return within(told, schema)
  if (/url|issuer|link/i.test(name)) return 'https://example.org/1'
  if (/sha256|digest/i.test(name)) return String(known.value('sha256') ?? 'a'.repeat(64))
  if (name === 'code' || name === 'key') return `n${chance.whole(1e6)}`
  if (/^(from|to|day|due|date|expires|until|review|asOf|start|end)$/i.test(name)) return day(today, chance)
  return within(`${chance.of(TEXTS)}${chance.whole(1000)}`, schema)
}

function within(value: string, { minLength = 0, maxLength = 20_000 }: Schema): string {
  return value.slice(0, maxLength).padEnd(minLength, '甲')
}

function day(today: number, chance: Chance): string {
  const away = chance.is(0.5) ? -chance.whole(20) : chance.whole(300) - 60
  return new Date(today + away * DAY).toISOString().slice(0, 10)
}
