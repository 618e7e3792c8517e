/** Limits of rules as somebody gives them: whether there is such a parameter, and whether the number is in its range. */
import { refuse } from '../record/guard.ts'
import type { Words } from '../record/problem.ts'
import type { Settable } from './settable.ts'

/** The fault of a number for a parameter, in words; null when nothing is. */
export function wrongValue(
  { id, parameters }: Pick<Settable, 'id' | 'parameters'>,
  name: string,
  value: number,
  said: string = String(value),
): Words | null {
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  if (parameter === undefined) {
    const names = Object.keys(parameters).join(', ')
    return {
      zh: `规则 ${id} 没有参数 ${name}${names === '' ? '' : `；它有 ${names}`}。`,
      en: `Rule ${id} has no parameter ${name}${names === '' ? '' : `; it has ${names}`}.`,
    }
  }
  const { least, most, unit } = parameter
  if (Number.isFinite(value) && value >= least && value <= most) return null
  return {
    zh: `${id}.${name} 应为 ${least} 到 ${most} 之间的数（${unit.zh}），不是 ${said}。`,
    en: `${id}.${name} must be a number from ${least} to ${most} (${unit.en}), not ${said}.`,
  }
}

/** @throws Problem `invalid` that names the first parameter that is none, or whose number is out of range */
export function requireValues(
  rule: Pick<Settable, 'id' | 'parameters'>,
  values: { readonly [parameter: string]: number | null },
): void {
  for (const [name, value] of Object.entries(values)) {
    const wrong = wrongValue(rule, name, value ?? rule.parameters[name]?.default ?? Number.NaN)
    if (wrong !== null) throw refuse('invalid', wrong.zh, wrong.en, `values/${name}`)
  }
}
