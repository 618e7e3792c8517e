import { refuse } from '../domain/record/guard.ts'
import { nearest } from '../domain/text/nearest.ts'
import { type Mapping, parseMapping } from './list/mapping.schema.ts'
import baWorks from './profiles/ba-works.json' with { type: 'json' }
import caMandates from './profiles/ca-mandates.json' with { type: 'json' }
import caRequests from './profiles/ca-requests.json' with { type: 'json' }
import cnHotline from './profiles/cn-hotline.json' with { type: 'json' }
import hhsIt from './profiles/hhs-it.json' with { type: 'json' }
import jpBills from './profiles/jp-bills.json' with { type: 'json' }
import nycCouncil from './profiles/nyc-council.json' with { type: 'json' }
import responsibilityList from './profiles/responsibility-list.json' with { type: 'json' }
import ukGmpp from './profiles/uk-gmpp.json' with { type: 'json' }
import type { RegisterMapping } from './register/mapping.schema.ts'
import { parseRegister } from './register/parse.ts'

export type AnyMapping = Mapping | RegisterMapping

/** Reads a mapping of either target. @throws Problem `invalid` that names the place and a hint */
export function parseAnyMapping(input: unknown): AnyMapping {
  const target = typeof input === 'object' && input !== null && 'target' in input ? input.target : undefined
  return target === 'register' ? parseRegister(input) : parseMapping(input)
}

const INPUTS: readonly { name: string }[] = [
  responsibilityList,
  nycCouncil,
  hhsIt,
  ukGmpp,
  baWorks,
  caMandates,
  caRequests,
  cnHotline,
  jpBills,
]

/** Names of the mappings that come with the software. */
export const builtinNames: readonly string[] = INPUTS.map(({ name }) => name)

/** A built-in mapping by name. @throws Problem `not_found` that lists the names there are */
export function builtinMapping(name: string): AnyMapping {
  const input = INPUTS.find((one) => one.name === name)
  if (input !== undefined) return parseAnyMapping(input)
  const names = builtinNames
  const meant = nearest(name, names)
  throw refuse(
    'not_found',
    `没有内置映射“${name}”；有：${names.join('、')}${meant === null ? '' : `；是不是“${meant}”？`}。`,
    `There is no built-in mapping "${name}"; there are: ${names.join(', ')}${meant === null ? '' : `; did you mean "${meant}"?`}.`,
    'profile',
  )
}

/** The built-in mapping of responsibility lists. */
export function responsibilityListMapping(): Mapping {
  return parseMapping(responsibilityList)
}
