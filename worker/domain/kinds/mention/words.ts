/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { mentionEndings, mentionStatuses } from './vocabulary.ts'

export const mentionWords = {
  name: of('外部批注', 'Mention elsewhere'),
  many: of('条外部批注', 'mentions elsewhere'),
  list: {
    title: of('外部批注', 'Mentions elsewhere'),
    lede: of(
      '别的账本对本账本里账目的批注。列出的都核对过：对方的检查点由认得的公钥签名，批注在那个账本里，所指的叶哈希是本账本的一条账目。本站不评论其内容；不再列出的，写明缘由。',
      'Annotations of entries of this ledger in other ones. Each was checked: a known key has signed the checkpoint over there, the annotation is in that ledger, and the leaf hash that it names is that of an entry here. This site takes no position on what it says; where one is no longer listed, the reason stands here.',
    ),
  },
  fields: {
    target: of('被批注的账目', 'Annotated entry'),
    leafHash: of('被批注账目的叶哈希', 'Leaf hash of the annotated entry'),
    otherLedger: of('批注方的账本', 'Other ledger'),
    verifierKey: of('签名公钥', 'Key that has signed'),
    otherSize: of('核对时对方账本的大小', 'Size of the other ledger when checked'),
    otherRecord: of('批注在那边的编号', 'Annotation over there'),
    annotationKind: of('用意', 'Purpose'),
    address: of('批注的网址', 'Address of the annotation'),
    why: of('不再列出的缘由', 'Reason for which it is no longer listed'),
  },
  events: {
    listed: told('列出外部批注', 'Mention elsewhere listed', 'flags', { mark: 'ring' }),
    relisted: told('重新列出外部批注', 'Mention elsewhere listed anew', 'flags', { mark: 'ring' }),
    withdrawn: told('不再列出外部批注', 'Mention elsewhere no longer listed', 'flags'),
  },
  vocabularies: { mentionStatus: mentionStatuses, mentionEnding: mentionEndings },
  row: { status: 'mentionStatus', type: 'annotationKind', level: 'level' },
  codes: { status: 'mentionStatus', annotationKind: 'annotationKind', why: 'mentionEnding' },
} as const satisfies KindWords
