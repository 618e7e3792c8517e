import { type Kind, recordedAlone } from '../../record/kind.ts'
import { applyToCatalogue, type CatalogueState, summariseCatalogue } from './catalogue.ts'

/** 记录总目 */
export const catalogue = {
  ...recordedAlone,
  kind: 'catalogue',
  prefix: 'cat-',
  id: /^(?:\d{4}-\d{2}-\d{2}|end)$/,
  news: false,
  version: 2,
  first: 'recorded',
  apply: applyToCatalogue,
  summarise: summariseCatalogue,
} as const satisfies Kind<'catalogue', CatalogueState>
