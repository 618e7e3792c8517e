/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { commonEvents, type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { annotationKinds, annotationStatuses } from './vocabulary.ts'

export const annotationWords = {
  name: of('批注', 'Annotation'),
  many: of('条批注', 'annotations'),
  list: {
    title: of('批注', 'Annotations'),
    lede: of(
      '本账本对别的账本里某一条账目的批注。被批注的账目以叶哈希指明：那边以后怎么改，指的都是同一条。',
      'What this ledger says of entries in other ledgers. Each is named by its leaf hash, so that whatever is changed over there, it means the same entry.',
    ),
  },
  hint: of('对别的账本里的一条账目作批注', 'a note on an entry in another ledger'),
  fields: {
    annotationKind: of('用意', 'Purpose'),
    otherLedger: of('被批注的账本', 'Annotated ledger'),
    leafHash: of('被批注账目的叶哈希', 'Leaf hash of the annotated entry'),
    otherRecord: of('那边的记录编号', 'Record over there'),
    otherEntry: of('那边的账目序号', 'Entry over there'),
    address: of('那边的网址', 'Address over there'),
    text: of('批注', 'Note'),
    withdrawReason: of('撤回理由', 'Reason of the withdrawal'),
  },
  events: {
    ...commonEvents,
    made: told('批注别的账本', 'Annotated another ledger', 'execution'),
    withdrawn: told('撤回批注', 'Annotation withdrawn', 'changes', { mark: 'ring' }),
  },
  vocabularies: { annotationKind: annotationKinds, annotationStatus: annotationStatuses },
  row: { status: 'annotationStatus', type: 'annotationKind', level: 'level' },
  codes: { status: 'annotationStatus', annotationKind: 'annotationKind' },
} as const satisfies KindWords
