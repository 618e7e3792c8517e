/** The powers that the values of a mapping name: each must be declared, and each declared once. */
import { refuse } from '../../../domain/record/guard.ts'
import type { Problem } from '../../../domain/record/problem.ts'
import type { RegisterMapping, Value, ValueObject } from '../mapping.schema.ts'

/** @param misspelt the refusal of a name that is not among those that are known */
export function requirePowers(
  { powers, records }: RegisterMapping,
  misspelt: (name: string, place: string, known: readonly string[]) => Problem,
): void {
  const known = powers.map(({ id }) => id)
  const twice = known.findIndex((id, at) => known.indexOf(id) !== at)
  if (twice !== -1) {
    const [place, id] = [`/powers/${twice}/id`, known[twice] ?? '']
    throw refuse('invalid', `映射 ${place}：${id} 重复。`, `The mapping has ${id} twice, at ${place}.`, place)
  }
  for (const [i, one] of records.entries()) {
    for (const [field, value] of Object.entries(one.fields)) {
      const place = `/records/${i}/fields/${field}`
      if (!isPower(value)) continue
      if (field !== 'responsibility') throw noPlace(place)
      if (known.length === 0) throw noPowers(place)
      const unknown = namedIn(value).find((id) => !known.includes(id))
      if (unknown !== undefined) throw misspelt(unknown, place, known)
    }
  }
}

const isPower = (value: Value): value is ValueObject =>
  typeof value === 'object' && !Array.isArray(value) && value.as === 'power'

function namedIn({ const: always, default: usual, codes = {}, otherwise }: ValueObject): string[] {
  const given = [always, usual, otherwise, ...Object.values(codes)]
  return given.flatMap((one) => (one === undefined || one === null ? [] : [String(one)]))
}

function noPlace(place: string): Problem {
  return refuse(
    'invalid',
    `映射 ${place}：as: power 只用于 responsibility。`,
    `The mapping is wrong at ${place}: "as": "power" says under which power a record is, and stands at "responsibility" alone.`,
    place,
  )
}

function noPowers(place: string): Problem {
  return refuse(
    'invalid',
    `映射 ${place} 用了 as: power，而 powers 中没有声明任何职权。`,
    `The mapping says "as": "power" at ${place} and declares no powers: name them in "powers".`,
    place,
  )
}
