import type { State } from '../../kinds/kinds.ts'
import { practice } from '../../law/laws.ts'
import { indicesOf, indicesOfFields } from '../measure/inputs.ts'
import { PIECES } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

type Holder = Extract<State, { kind: 'decision' | 'milestone' | 'evaluation' }>

/** The digests that a record declares, of its own documents, of its steps and reports, and of its evidence. */
function digestsOf(state: Holder): string[] {
  const documents =
    state.kind === 'decision'
      ? [
          ...state.documents,
          ...state.steps.flatMap((one) => one.documents ?? []),
          ...state.reports.flatMap((one) => one.evidence ?? []),
        ]
      : state.kind === 'milestone'
        ? state.evidence
        : state.documents
  return [...new Set(documents.flatMap(({ sha256 }) => sha256 ?? []))]
}

export const documentMismatch = recordRule(['decision', 'milestone', 'evaluation'], {
  id: 'R03',
  name: { zh: '附件校验失败', en: 'Document does not match' },
  definition: {
    zh: '附件的字节与入账的 SHA-256 不符，或者曾经存有而现已不在',
    en: 'The bytes of a document do not have the SHA-256 in the ledger, or were held once and are gone',
  },
  basis: [practice('入账的 SHA-256 摘要', 'The SHA-256 that stands in the ledger')],
  why: { zh: '附件被换掉，账就成了空话。', en: 'With its documents replaced, an entry says nothing.' },
  severity: 'critical',
  audience: 'public',
  condition: { zh: '写有附件摘要的记录', en: 'Records that declare the digest of a document' },
  value: { zh: '不符或缺失的附件数', en: 'Documents that are damaged or gone' },
  unit: PIECES,
  falsePositives: [{ zh: '存储故障', en: 'A fault of the storage' }],
  applies: ({ state }) => digestsOf(state).length > 0,
  assess(subject, { audit }) {
    const digests = digestsOf(subject.state)
    const inputs = [
      ...indicesOfFields(subject, 'documents'),
      ...indicesOf(
        subject,
        'attached',
        'step_concluded',
        'step_corrected',
        'reported',
        'claimed',
        'verified',
        'verification_stated',
      ),
    ]
    if (audit === null) return lacking('not_recorded', 'audit', inputs)
    const standings = digests.map((one) => audit.document(one))
    const bad = standings.filter((one) => one === 'damaged' || one === 'lost').length
    if (standings.every((one) => one === null)) return lacking('not_recorded', 'audit', inputs)
    if (bad > 0) return found({ value: bad, threshold: 0, inputs })
    return standings.every((one) => one === 'intact')
      ? notFound({ value: 0, threshold: 0, inputs })
      : lacking('not_recorded', 'documents', inputs)
  },
})
