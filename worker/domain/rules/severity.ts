/** Words of how serious a finding is; a page adds a shape, never a colour alone (WCAG 1.4.1). */
import type { Words } from '../problem.ts'
import type { Severity } from './rule.ts'

export const severities: { readonly [severity in Severity]: Words } = {
  critical: { zh: '严重', en: 'critical' },
  high: { zh: '高', en: 'high' },
  medium: { zh: '中', en: 'medium' },
  low: { zh: '低', en: 'low' },
  info: { zh: '提示', en: 'for information' },
}
