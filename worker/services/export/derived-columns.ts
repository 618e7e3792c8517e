/**
 * Derived standing of a milestone, from its dates on the day of the export. Marked as computed, and dated.
 */
import { label } from '../../domain/kinds/labels.ts'
import { type Derived, derive } from '../../domain/kinds/milestone/derived.ts'
import { derivedStatuses } from '../../domain/kinds/milestone/vocabulary.ts'
import type { RecordView } from '../read/views.ts'
import type { Column } from './column.ts'

/** The day for which a row is computed: that asked for, or an earlier one for which its record is judged. */
const dayFor = ({ judged }: RecordView, today: string): string => (judged < today ? judged : today)

/** Nothing is computed of a milestone whose content is withheld. */
function derivedOf(record: RecordView, today: string): Derived | null {
  const { state } = record
  return state.kind === 'milestone' && state.status !== 'withheld'
    ? derive(state, dayFor(record, today))
    : null
}

const figure = (name: keyof Derived, type: Column['type'], zh: string, en: string): Column => ({
  name: `derived.${name}`,
  type,
  role: 'derived',
  words: { zh, en },
  read: (record, { today }) => derivedOf(record, today)?.[name],
})

export const DERIVED: readonly Column[] = [
  {
    ...figure('status', 'string', '推算状态', 'Computed status'),
    codes: Object.keys(derivedStatuses),
  },
  {
    name: 'derived.statusLabel',
    type: 'string',
    role: 'derived',
    words: { zh: '推算状态（文字）', en: 'Computed status in words' },
    read(record, { lang, today }) {
      const found = derivedOf(record, today)
      return found === null ? null : label(lang, 'derived', found.status)
    },
  },
  figure('slip', 'integer', '现期限比最初晚（天）', 'Slip in days'),
  figure('delay', 'integer', '完成比最初晚（天）', 'Done late by days'),
  figure('overdueBy', 'integer', '已逾期（天）', 'Overdue by days'),
  figure('dueIn', 'integer', '距到期（天）', 'Due in days'),
  figure('stalled', 'boolean', '久无进展', 'Stalled'),
  {
    name: 'derivedAsOf',
    type: 'day',
    role: 'derived',
    words: { zh: '推算日期', en: 'Computed for the day' },
    read: (record, { today }) => dayFor(record, today),
  },
]
