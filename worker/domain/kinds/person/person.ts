/**
 * 公职人员: an office-holder whom a public source names: who votes, signs or holds a named post. Recorded by a register
 * that declares persons and in no other way; in a register of one's own, posts remain posts.
 */
import type { KindRules, RecordBase } from '../../record/acts.ts'
import { commonActs } from '../../record/common-acts.ts'
import type { Link, SearchField, Summary } from '../../record/facts.ts'
import { type Called, calledBetween } from '../../record/names/naming.ts'
import * as parts from '../../record/parts.ts'
import { type FieldsOf, maybe, object, people, requiredPersonal, text } from '../../record/shape.ts'

const personFields = {
  /** As the source prints it, where the law makes it public (OGI Art. 20 (2)). */
  name: requiredPersonal(200),
  /** Other forms under which the same source prints it. */
  otherNames: people(20),
  /** Page of the source about this office-holder. */
  url: text(2000),
  source: maybe(parts.source),
}

export type PersonFields = FieldsOf<typeof personFields>

export interface PersonState extends RecordBase, PersonFields {
  kind: 'person'
  status: 'listed' | 'withheld'
}

const { transferred: _, ...acts } = commonActs<typeof personFields, PersonState>(personFields, {
  held: {},
  sound: () => undefined,
  mentions: () => [],
})

/** Rules of a person: listed by a register, then changed as any record, but with no department to go to. */
export const personRulesOf: KindRules<PersonState, typeof personFields> = {
  kind: 'person',
  first: 'listed',
  fields: object(personFields),
  mentions: () => [],
  open: (fields) => fields,
  begin: (base, fields, withheld) => ({
    ...base,
    ...fields,
    kind: 'person',
    status: withheld ? 'withheld' : 'listed',
  }),
  acts,
}

/** Row of a person: the name as title. */
export function summarisePerson({ name, department, status }: PersonState): Summary {
  return { title: name, department, type: null, level: null, status }
}

/** Texts of a person for the search index: the name, and its other forms as aliases. */
export function searchPerson({ name, otherNames }: PersonState): SearchField[] {
  return [
    { field: 'title', text: name } as const,
    ...otherNames.map((text) => ({ field: 'aliases', text }) as const),
  ].filter(({ text: found }) => found !== '')
}

/** Link of a person: to the register. */
export function linkPerson({ source }: PersonState): Link[] {
  const register = source?.mapping
  return register === undefined ? [] : [{ rel: 'register', target: register }]
}

/** Names by which a person is found: in the register that declares persons alone, as others may have the same name. */
export function personCalled({ name, otherNames, source }: PersonState): Called[] {
  const register = source?.mapping
  return register === undefined ? [] : calledBetween([name, ...otherNames], null, null, register)
}
