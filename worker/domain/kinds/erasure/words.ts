/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'

export const erasureWords = {
  name: of('依法删除', 'Lawful erasure'),
  fields: {},
  events: {
    erased: told('依法删除内容', 'Content lawfully erased', 'execution'),
  },
  vocabularies: {},
  row: { status: 'status', type: 'record', level: 'level' },
  codes: {},
} as const satisfies KindWords
