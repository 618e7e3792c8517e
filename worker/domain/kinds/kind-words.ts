/** The words of the kinds of record: the second of the two tables, apart so that public pages do not carry it. */
import type { RecordKind } from '../record/event.ts'
import type { KindWords } from '../record/kind-words.ts'
import { accountWords } from './account/words.ts'
import { annotationWords } from './annotation/words.ts'
import { catalogueWords } from './catalogue/words.ts'
import { commentWords } from './comment/words.ts'
import { consultationWords } from './consultation/words.ts'
import { decisionWords } from './decision/words.ts'
import { departmentWords } from './department/words.ts'
import { digestWords } from './digest/words.ts'
import { erasureWords } from './erasure/words.ts'
import { evaluationWords } from './evaluation/words.ts'
import { flagWords } from './flag/words.ts'
import { handoverWords } from './handover/words.ts'
import { ledgerWords } from './ledger/words.ts'
import { membershipWords } from './membership/words.ts'
import { mentionWords } from './mention/words.ts'
import { milestoneWords } from './milestone/words.ts'
import { overdueWords } from './overdue/words.ts'
import { personWords } from './person/words.ts'
import { questionWords } from './question/words.ts'
import { responsibilityWords } from './responsibility/words.ts'
import { rulebookWords } from './rulebook/words.ts'
import { translationWords } from './translation/words.ts'
import { unsealingWords } from './unsealing/words.ts'

export const kindWords = {
  department: departmentWords,
  responsibility: responsibilityWords,
  decision: decisionWords,
  milestone: milestoneWords,
  evaluation: evaluationWords,
  handover: handoverWords,
  membership: membershipWords,
  person: personWords,
  flag: flagWords,
  question: questionWords,
  overdue: overdueWords,
  consultation: consultationWords,
  comment: commentWords,
  annotation: annotationWords,
  mention: mentionWords,
  translation: translationWords,
  account: accountWords,
  digest: digestWords,
  catalogue: catalogueWords,
  erasure: erasureWords,
  unsealing: unsealingWords,
  rulebook: rulebookWords,
  ledger: ledgerWords,
} as const satisfies { readonly [K in RecordKind]: KindWords }
