import type { Words } from '../../record/problem.ts'

export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical'

/** The most severe first. */
export const severityOrder: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info']

/** A page adds a shape to each, never a colour alone (WCAG 1.4.1). */
export const severities: { readonly [severity in Severity]: Words } = {
  critical: { zh: '严重', en: 'critical' },
  high: { zh: '高', en: 'high' },
  medium: { zh: '中', en: 'medium' },
  low: { zh: '低', en: 'low' },
  info: { zh: '提示', en: 'for information' },
}
