/**
 * 批注: what this ledger has to say of an entry in somebody else's. The entry is named by its leaf hash, which no later
 * change over there can make mean another one.
 */
import { isLeafHash, leafHashForm } from '../../../ledger/leaf-hash.ts'
import { act, type KindRules, type RecordBase } from '../../record/acts.ts'
import { commonActs } from '../../record/common-acts.ts'
import type { Link, SearchField, Summary } from '../../record/facts.ts'
import { refuse } from '../../record/guard.ts'
import * as parts from '../../record/parts.ts'
import {
  type FieldsOf,
  formed,
  list,
  maybe,
  object,
  requiredCode,
  requiredFormed,
  requiredText,
  text,
  whole,
} from '../../record/shape.ts'
import { isWebAddress } from '../../text/web-address.ts'
import { type AnnotationKind, annotationKinds } from './vocabulary.ts'

const webForm = { error: 'web_address', fits: isWebAddress }

const annotationFields = {
  title: requiredText(500),
  annotationKind: requiredCode(annotationKinds, 'context'),
  /** Name of the other ledger, as the first line of its checkpoints has it. */
  otherLedger: requiredText(300),
  /** Leaf hash of the entry, in base64. */
  leafHash: requiredFormed(leafHashForm, 44),
  /** Id of the record there, and ledger index of the entry: for readers; the leaf hash decides. */
  otherRecord: text(80),
  otherEntry: whole(0),
  address: formed(webForm, 2000),
  text: requiredText(),
  documents: list(parts.document, { most: 100 }),
  source: maybe(parts.source),
}

export type AnnotationFields = FieldsOf<typeof annotationFields>

export interface AnnotationState extends RecordBase, AnnotationFields {
  kind: 'annotation'
  annotationKind: AnnotationKind
  status: 'stands' | 'withdrawn' | 'withheld'
  withdrawReason: string | null
}

/** Rules of an annotation: made, changed as any record, and withdrawn by whoever made it. */
export const annotationRulesOf: KindRules<AnnotationState, typeof annotationFields> = {
  kind: 'annotation',
  first: 'made',
  fields: object(annotationFields),
  mentions: () => [],
  open: (fields) => fields,
  begin: (base, fields, withheld) => ({
    ...base,
    ...fields,
    kind: 'annotation',
    status: withheld ? 'withheld' : 'stands',
    withdrawReason: null,
  }),
  acts: {
    ...commonActs<typeof annotationFields, AnnotationState>(annotationFields, {
      held: {
        leafHash: {
          zh: '批注的是哪一条账目，不能更新：写错了用更正；批注另一条，另记一条。',
          en: 'What is annotated is not updated: correct a slip, and log another annotation for another entry.',
        },
      },
      sound: () => undefined,
      mentions: () => [],
    }),
    withdrawn: act('withdraw', object({ reason: requiredText(2000) }), {
      settle(state: AnnotationState) {
        if (state.status === 'withdrawn') throw refuse('wrong_state', '已撤回。', 'It is withdrawn already.')
      },
      apply: (state, { reason }) => ({ ...state, status: 'withdrawn', withdrawReason: reason }),
    }),
  },
}

/** True for an annotation of one entry of a ledger that anybody may read today. */
export function annotates(state: AnnotationState, ledger: string, leafHash: string): boolean {
  const { status, annulled, otherLedger } = state
  return (
    status === 'stands' &&
    annulled === undefined &&
    otherLedger === ledger &&
    isLeafHash(leafHash) &&
    state.leafHash === leafHash
  )
}

/** Row of an annotation: its purpose as type. */
export function summariseAnnotation(state: AnnotationState): Summary {
  const { title, department, annotationKind, status } = state
  return { title, department, type: annotationKind, level: null, status }
}

/** Texts of an annotation for the search index: title, the other ledger, text. */
export function searchAnnotation({ title, otherLedger, text: said }: AnnotationState): SearchField[] {
  const found: [SearchField['field'], string][] = [
    ['title', title],
    ['unit', otherLedger],
    ['text', said],
  ]
  return found.flatMap(([field, one]) => (one === '' ? [] : [{ field, text: one }]))
}

/** Links of an annotation: to departments that took it over. What it annotates stands in another ledger. */
export function linkAnnotation({ transferred }: AnnotationState): Link[] {
  return [...new Set(transferred)].map((target) => ({ rel: 'transferred_to', target }))
}
