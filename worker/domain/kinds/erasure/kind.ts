import { type Kind, none } from '../../record/kind.ts'
import { listed } from '../../record/list/listed.ts'
import { applyToErasure, type ErasureState, summariseErasure } from './erasure.ts'

/** 依法删除 */
export const erasure = {
  kind: 'erasure',
  prefix: 'era-',
  id: /^(0|[1-9]\d{0,15})$/,
  list: null,
  version: 4,
  first: 'erased',
  says: 'entry',
  fields: null,
  acts: [],
  face: null,
  history: {},
  binding: [],
  formal: {
    erased: {
      zh: '依法删除的内容不能恢复，须经第二人审核',
      en: 'what is erased does not come back, and takes a second person',
    },
  },
  held: {},
  ...listed({ flagged: false, altered: false }),
  form: null,
  apply: applyToErasure,
  summarise: summariseErasure,
  search: none,
  links: none,
  dates: none,
} as const satisfies Kind<'erasure', ErasureState>
