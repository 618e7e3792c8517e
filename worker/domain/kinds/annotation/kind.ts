import { amendment, movedHistory, ofDepartment, unasked } from '../../record/common.ts'
import { byRules, type Kind, none } from '../../record/kind.ts'
import { about, listed } from '../../record/list/listed.ts'
import { code, text } from '../../record/shape.ts'
import {
  type AnnotationState,
  annotationRulesOf,
  linkAnnotation,
  searchAnnotation,
  summariseAnnotation,
} from './annotation.ts'
import { annotationKinds, annotationStatuses } from './vocabulary.ts'

/** 批注 */
export const annotation = {
  kind: 'annotation',
  prefix: 'ann-',
  id: 'numbered',
  list: 'annotations',
  version: 1,
  ...byRules(annotationRulesOf),
  history: { withdrawReason: text(2000), ...movedHistory },
  binding: ['title', 'department', 'otherLedger', 'leafHash', 'text', 'sourceChanges'],
  formal: { amended: amendment },
  held: {},
  ...listed({
    filters: {
      department: ofDepartment,
      type: about(code(annotationKinds), 'Its purpose.'),
      status: code(annotationStatuses),
    },
  }),
  form: {
    daily: false,
    first: ['title', 'annotationKind', 'otherLedger', 'leafHash', 'otherRecord', 'address', 'text'],
    hidden: ['source'],
    unasked,
  },
  summarise: summariseAnnotation,
  search: searchAnnotation,
  links: linkAnnotation,
  dates: none,
} as const satisfies Kind<'annotation', AnnotationState>
