/** Profiles as plain data, the same for the API, the pages and the command line: what cites an article says it in words. */
import { type Citation, citationWords } from '../law/laws.ts'
import type { Words } from '../record/problem.ts'
import type { ClockProfile } from './profile.ts'

/** A citation: its law and articles, null and none for what is no law, and the whole in words. */
export interface CitedView {
  law: string | null
  articles: readonly string[]
  words: Words
}

export type ClockProfileView = Omit<ClockProfile, 'basis' | 'pauses' | 'restart' | 'extension'> & {
  basis: CitedView
  pauses: { code: string; words: Words; basis: CitedView }[]
  restart: { words: Words; basis: CitedView } | null
  extension: { most: number | null; times: number; words: Words; basis: CitedView } | null
}

const cited = (one: Citation): CitedView => ({
  ...('law' in one ? { law: one.law, articles: one.articles } : { law: null, articles: [] }),
  words: citationWords(one),
})

const withBasis = <T extends { basis: Citation }>(one: T): Omit<T, 'basis'> & { basis: CitedView } => ({
  ...one,
  basis: cited(one.basis),
})

/** A profile as plain data. */
export function clockProfileView(profile: ClockProfile): ClockProfileView {
  const { pauses, restart, extension } = profile
  return {
    ...withBasis(profile),
    pauses: pauses.map(withBasis),
    restart: restart === null ? null : withBasis(restart),
    extension: extension === null ? null : withBasis(extension),
  }
}
