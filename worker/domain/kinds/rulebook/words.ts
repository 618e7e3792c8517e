/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'

export const rulebookWords = {
  name: of('规则簿', 'Rulebook'),
  fields: {},
  events: {
    adopted: told('采用规则', 'Rules adopted', 'execution'),
    set: told('设定规则参数', 'Limits of a rule set', 'changes'),
  },
  vocabularies: {},
  row: { status: 'status', type: 'record', level: 'level' },
  codes: {},
} as const satisfies KindWords
