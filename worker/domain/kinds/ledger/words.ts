/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { ledgerKeyReasons } from './vocabulary.ts'

export const ledgerWords = {
  name: of('账本自身', 'The ledger itself'),
  fields: {
    origin: of('账本名称', 'Name of the ledger'),
    verifierKey: of('验证公钥', 'Verifier key'),
    reasonCode: of('缘由', 'Cause'),
    lostFrom: of('自何日起可能已泄露', 'Perhaps lost from'),
    checkerZh: of('中文核验页文件的 SHA-256', 'SHA-256 of the checking page in Chinese'),
    checkerEn: of('英文核验页文件的 SHA-256', 'SHA-256 of the checking page in English'),
    successor: of('接续账本的公钥', 'Key of the ledger that continues it'),
    address: of('网址', 'Address'),
    checkpoint: of('最后的检查点', 'Last checkpoint'),
    history: of('公钥沿革与封账的证明', 'Proof of its keys and of its end'),
  },
  events: {
    described: told('账本说明', 'The ledger described', 'execution', { quiet: true }),
    key_announced: told('公布新的账本公钥', 'New key of the ledger announced', 'changes'),
    key_retired: told('停用账本公钥', 'Key of the ledger retired', 'changes', { mark: 'ring' }),
    checker_published: told('公布核验页文件的摘要', 'Digest of the checking page published', 'execution', {
      quiet: true,
    }),
    closed: told('封账：此后不再记入', 'Ledger closed: nothing is recorded after it', 'changes', {
      mark: 'ring',
    }),
    continued: told('接续一本已封的账', 'Continues a ledger that was closed', 'execution'),
  },
  vocabularies: { ledgerKeyReason: ledgerKeyReasons },
  row: { status: 'status', type: 'record', level: 'level' },
  codes: { reasonCode: 'ledgerKeyReason' },
} as const satisfies KindWords
