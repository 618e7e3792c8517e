import { type Mapping, parseMapping } from './mapping.schema.ts'
import responsibilityList from './profiles/responsibility-list.json' with { type: 'json' }

/** The mappings that come with the software, by name. */
export const builtinMappings: ReadonlyMap<string, Mapping> = new Map(
  [responsibilityList].map((input) => {
    const mapping = parseMapping(input)
    return [mapping.name, mapping]
  }),
)
