import { type Kind, none } from '../../record/kind.ts'
import { listed } from '../../record/list/listed.ts'
import { applyToRulebook, type RulebookState, summariseRulebook } from './rulebook.ts'

/** 规则簿 */
export const rulebook = {
  kind: 'rulebook',
  prefix: 'rul-',
  id: /^book$/,
  list: null,
  news: false,
  version: 4,
  first: 'adopted',
  fields: null,
  acts: [],
  face: null,
  history: {},
  binding: [],
  formal: {},
  held: {},
  ...listed({ flagged: false, altered: false }),
  form: null,
  apply: applyToRulebook,
  summarise: summariseRulebook,
  search: none,
  links: none,
  dates: none,
} as const satisfies Kind<'rulebook', RulebookState>
