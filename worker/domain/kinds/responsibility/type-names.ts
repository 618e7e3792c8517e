/** 权力类型 as local lists print it, old and new, and what it is among the national types. */
import type { ResponsibilityType } from '../../record/vocabulary.ts'

const NAMES = new Map<string, ResponsibilityType>(
  Object.entries({
    行政许可: 'licence',
    行政审批: 'licence',
    行政处罚: 'penalty',
    行政强制: 'compulsion',
    行政强制措施: 'compulsion',
    行政强制执行: 'compulsion',
    行政征收: 'levy',
    行政征用: 'levy',
    行政给付: 'payment',
    行政检查: 'inspection',
    行政监督: 'inspection',
    行政监督检查: 'inspection',
    监督检查: 'inspection',
    行政确认: 'confirmation',
    行政奖励: 'reward',
    行政裁决: 'adjudication',
    其他行政权力: 'other',
    其他行政职权: 'other',
    其他权力: 'other',
    其他职权: 'other',
    其他类: 'other',
    其他: 'other',
    行政备案: 'other',
    行政调解: 'other',
    公共服务: 'public_service',
    公共服务事项: 'public_service',
  } as const),
)

/** Names that stand for the same with or without 行政 or 类. */
const SHORT = new Map<string, ResponsibilityType>(
  [...NAMES].map(([name, type]) => [name.replace(/^行政/, ''), type]),
)

/** The type that a printed name means; null when it is none that is known. Spaces and punctuation do not matter. */
export function typeOfName(printed: string): ResponsibilityType | null {
  const bare = printed
    .normalize('NFKC')
    .replace(/[\s\p{P}]/gu, '')
    .replace(/^其它/, '其他')
  return (
    NAMES.get(bare) ??
    SHORT.get(bare.replace(/^行政/, '').replace(/(类|事项)$/, '')) ??
    SHORT.get(bare) ??
    null
  )
}
