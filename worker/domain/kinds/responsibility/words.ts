/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import type { KindWords } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'

export const responsibilityWords = {
  name: of('权责事项', 'Responsibility'),
  hint: of('列入权责清单的一项职权', 'a power on the list of responsibilities'),
  fields: {},
  events: {
    listed: of('列入清单', 'Listed'),
    amended: of('调整', 'Amended'),
    transferred: of('划转', 'Transferred'),
    merged: of('合并', 'Merged'),
    split: of('拆分', 'Split'),
    suspended: of('暂停', 'Suspended'),
    resumed: of('恢复', 'Resumed'),
    abolished: of('取消', 'Abolished'),
    corrected: of('更正', 'Corrected'),
  },
  vocabularies: {},
  row: { status: 'status', type: 'type', level: 'level' },
  codes: {},
} as const satisfies KindWords
