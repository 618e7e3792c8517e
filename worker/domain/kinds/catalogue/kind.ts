import { type Kind, none } from '../../record/kind.ts'
import { commonSorts } from '../../record/list/sort.ts'
import { applyToCatalogue, type CatalogueState, summariseCatalogue } from './catalogue.ts'

/** 记录总目 */
export const catalogue = {
  kind: 'catalogue',
  prefix: 'cat-',
  id: /^\d{4}-\d{2}-\d{2}$/,
  list: null,
  news: false,
  version: 1,
  first: 'recorded',
  fields: null,
  acts: [],
  face: null,
  history: {},
  binding: [],
  formal: {},
  held: {},
  filters: {},
  sorts: commonSorts,
  form: null,
  apply: applyToCatalogue,
  summarise: summariseCatalogue,
  search: none,
  links: none,
  dates: none,
} as const satisfies Kind<'catalogue', CatalogueState>
