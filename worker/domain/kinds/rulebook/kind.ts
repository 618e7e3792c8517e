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
  formal: {
    set: {
      zh: '规则的参数决定对每个部门发现什么、不发现什么，须经第二人审核',
      en: 'the limits of a rule decide what is found, and not found, about every department, and take a second person',
    },
  },
  held: {},
  ...listed({ flagged: false, altered: false }),
  form: null,
  apply: applyToRulebook,
  summarise: summariseRulebook,
  search: none,
  links: none,
  dates: none,
} as const satisfies Kind<'rulebook', RulebookState>
