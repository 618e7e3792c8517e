import { type Kind, recordedAlone } from '../../record/kind.ts'
import { applyToDigest, type DigestState, summariseDigest } from './digest.ts'

/** 日摘要 */
export const digest = {
  ...recordedAlone,
  kind: 'digest',
  prefix: 'dig-',
  id: /^[a-z]{2,12}-\d{4}-\d{2}-\d{2}$/,
  news: false,
  version: 5,
  first: 'recorded',
  apply: applyToDigest,
  summarise: summariseDigest,
} as const satisfies Kind<'digest', DigestState>
