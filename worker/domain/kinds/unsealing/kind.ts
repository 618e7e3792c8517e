import { type Kind, none } from '../../record/kind.ts'
import { listed } from '../../record/list/listed.ts'
import { applyToUnsealing, searchUnsealing, summariseUnsealing, type UnsealingState } from './unsealing.ts'

/** 公开原文 */
export const unsealing = {
  kind: 'unsealing',
  prefix: 'uns-',
  id: /^(0|[1-9]\d{0,15})$/,
  list: null,
  version: 3,
  first: 'opened',
  fields: null,
  acts: [],
  face: null,
  history: {},
  binding: [],
  formal: {
    opened: {
      zh: '公开原不予公开的内容须经第二人审核，一经公开不能收回',
      en: 'what was withheld becomes public, which cannot be undone and takes a second person',
    },
  },
  held: {},
  ...listed({ flagged: false, altered: false }),
  form: null,
  apply: applyToUnsealing,
  summarise: summariseUnsealing,
  search: searchUnsealing,
  links: none,
  dates: none,
} as const satisfies Kind<'unsealing', UnsealingState>
