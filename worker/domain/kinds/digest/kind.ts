import { type Kind, none } from '../../record/kind.ts'
import { listed } from '../../record/list/listed.ts'
import { applyToDigest, type DigestState, summariseDigest } from './digest.ts'

/** 日摘要 */
export const digest = {
  kind: 'digest',
  prefix: 'dig-',
  id: /^[a-z]{2,12}-\d{4}-\d{2}-\d{2}$/,
  list: null,
  news: false,
  version: 5,
  first: 'recorded',
  fields: null,
  acts: [],
  face: null,
  history: {},
  binding: [],
  formal: {},
  held: {},
  ...listed({ flagged: false, altered: false }),
  form: null,
  apply: applyToDigest,
  summarise: summariseDigest,
  search: none,
  links: none,
  dates: none,
} as const satisfies Kind<'digest', DigestState>
