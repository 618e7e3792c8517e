/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'

export const unsealingWords = {
  name: of('公开原文', 'Opening of a withheld text'),
  fields: {
    target: of('原账目', 'Withheld entry'),
    of: of('所属记录', 'Record'),
    content: of('原文', 'Text'),
    salt: of('随机数（用于核对摘要）', 'Salt, for checking the digest'),
  },
  events: {
    opened: told('公开原不予公开的内容', 'Withheld text opened', 'execution'),
  },
  vocabularies: {},
  row: { status: 'status', type: 'record', level: 'level' },
  codes: {},
} as const satisfies KindWords
