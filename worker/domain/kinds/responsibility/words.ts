/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { serviceFor, serviceMatters } from './matters.ts'

export const responsibilityWords = {
  name: of('权责事项', 'Responsibility'),
  many: of('项权责事项', 'responsibilities'),
  hint: of('列入权责清单的一项职权', 'a power on the list of responsibilities'),
  fields: {},
  events: {
    listed: told('列入清单', 'Listed', 'changes'),
    amended: told('调整', 'Amended', 'changes', { topics: ['changed'] }),
    transferred: told('划转', 'Transferred', 'changes', { topics: ['changed'], mark: 'arrow' }),
    merged: told('合并', 'Merged', 'changes', { topics: ['changed'], mark: 'join' }),
    split: told('拆分', 'Split', 'changes', { topics: ['changed'], mark: 'fork' }),
    suspended: told('暂停', 'Suspended', 'changes', { topics: ['changed'], mark: 'half' }),
    resumed: told('恢复', 'Resumed', 'changes', { topics: ['changed'] }),
    abolished: told('取消', 'Abolished', 'changes', { topics: ['changed'], mark: 'ring' }),
    corrected: told('更正', 'Corrected', 'changes', { topics: ['changed', 'corrected'], mark: 'diamond' }),
  },
  vocabularies: { serviceMatter: serviceMatters, serviceFor },
  row: { status: 'status', type: 'type', level: 'level' },
  codes: {},
} as const satisfies KindWords
