/** The shape of the fictional city: organs, and the areas in which each of them holds power. */
import type { BasisLevel, OrgKind, ResponsibilityType } from '../../../domain/record/vocabulary.ts'

/** One area of an organ: a national act, a local regulation made up for this city, and the items under them. */
export interface Area {
  /** Internal unit in charge. */
  unit: string
  /** The department's duty in this area, one sentence. */
  duty: string
  act: { level: BasisLevel; title: string; article?: string }
  /** Day on which the area was listed, when that came later than the rest of the organ's list. */
  from?: string
  /** Title of the invented local regulation. */
  regulation: string
  items: Readonly<Partial<Record<ResponsibilityType, readonly string[]>>>
}

export interface Organ {
  code: string
  name: string
  nameEn: string
  kind: OrgKind
  /** Nine characters of the invented subject code within the USCC. */
  subject: string
  /** Name of the organ within the city. */
  short: string
  areas: readonly Area[]
}

/** Legal basis in a law. */
export const law = (title: string, article?: string): Area['act'] => ({
  level: 'law',
  title,
  ...(article === undefined ? {} : { article }),
})

/** Legal basis in an administrative regulation. */
export const order = (title: string, article?: string): Area['act'] => ({
  ...law(title, article),
  level: 'administrative_regulation',
})
