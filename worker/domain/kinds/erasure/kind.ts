import { type Kind, none } from '../../record/kind.ts'
import { commonSorts } from '../../record/list/sort.ts'
import { applyToErasure, type ErasureState, summariseErasure } from './erasure.ts'

/** 依法删除 */
export const erasure = {
  kind: 'erasure',
  prefix: 'era-',
  id: /^(0|[1-9]\d{0,15})$/,
  list: null,
  version: 3,
  first: 'erased',
  says: 'entry',
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
  apply: applyToErasure,
  summarise: summariseErasure,
  search: none,
  links: none,
  dates: none,
} as const satisfies Kind<'erasure', ErasureState>
