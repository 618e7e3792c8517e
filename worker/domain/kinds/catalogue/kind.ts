import { type Kind, none } from '../../record/kind.ts'
import { listed } from '../../record/list/listed.ts'
import { applyToCatalogue, type CatalogueState, summariseCatalogue } from './catalogue.ts'

/** 记录总目 */
export const catalogue = {
  kind: 'catalogue',
  prefix: 'cat-',
  id: /^(?:\d{4}-\d{2}-\d{2}|end)$/,
  list: null,
  news: false,
  version: 2,
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
  apply: applyToCatalogue,
  summarise: summariseCatalogue,
  search: none,
  links: none,
  dates: none,
} as const satisfies Kind<'catalogue', CatalogueState>
