import { refuse } from '../domain/guard.ts'
import { type Mapping, parseMapping } from './mapping.schema.ts'
import responsibilityList from './profiles/responsibility-list.json' with { type: 'json' }

/** The mappings that come with the software, by name. */
export const builtinMappings: ReadonlyMap<string, Mapping> = new Map(
  [responsibilityList].map((input) => {
    const mapping = parseMapping(input)
    return [mapping.name, mapping]
  }),
)

/** A built-in mapping by name. @throws Problem `not_found` that lists the names there are */
export function builtinMapping(name: string): Mapping {
  const mapping = builtinMappings.get(name)
  if (mapping !== undefined) return mapping
  const names = [...builtinMappings.keys()].join(', ')
  throw refuse(
    'not_found',
    `没有内置映射“${name}”；有：${names}。`,
    `There is no built-in mapping "${name}"; there is: ${names}.`,
    'profile',
  )
}
