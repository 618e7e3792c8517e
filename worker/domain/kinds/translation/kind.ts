import { anything, ofDepartment, ofRecord } from '../../record/common.ts'
import { byRules, type Kind, none } from '../../record/kind.ts'
import { about, listed } from '../../record/list/listed.ts'
import { code, list } from '../../record/shape.ts'
import {
  linkTranslation,
  searchTranslation,
  summariseTranslation,
  type TranslationState,
  translationRulesOf,
} from './translation.ts'
import { translationLanguages, translationMeans, translationStatuses } from './vocabulary.ts'

/** 译文 */
export const translation = {
  kind: 'translation',
  prefix: 'tra-',
  id: 'numbered',
  list: 'translations',
  version: 1,
  ...byRules(translationRulesOf),
  // A wrong translation is no reason to look at those who decided: it is corrected, and the original stands beside it.
  flagged: false,
  history: { sealed: list(anything) },
  // It repeats what binds, and binds nobody.
  binding: [],
  formal: {},
  held: {},
  ...listed({
    filters: {
      department: ofDepartment,
      of: ofRecord,
      type: about(code(translationLanguages), 'Language into which it is translated.'),
      level: about(code(translationMeans), 'By a machine or by a person.'),
      status: code(translationStatuses),
    },
    flagged: false,
    altered: false,
  }),
  form: {
    daily: false,
    first: ['subject', 'language', 'means', 'translator', 'version', 'texts'],
    fixed: ['subject', 'language'],
  },
  summarise: summariseTranslation,
  search: searchTranslation,
  links: linkTranslation,
  dates: none,
} as const satisfies Kind<'translation', TranslationState>
