/** 采纳情况: what became of every comment, as pages and tables show it. Computed, never stored. */

import { organisationOf, ownText, type SpokenText } from '../../record/spoken/text.ts'
import { publications } from '../../record/spoken/vocabulary.ts'
import type { Parts } from '../../text/parts.ts'
import { type Campaign, campaignsInParts } from '../comment/campaigns.ts'
import type { CommentState } from '../comment/comment.ts'
import type { Adoption } from './fields.ts'
import { type AdoptionReport, type ConsultationState, reportFigures, reportOf } from './state.ts'

/** A comment as it stands in lists: its words as far as they are public. */
export interface SaidComment {
  id: string
  status: CommentState['status']
  submitter: CommentState['submitter']
  /** Name that whoever commented chose; null for none. */
  name: string | null
  /** The organisation for which it speaks, as a record on its domain showed; null where nothing was proven. */
  organisation: SpokenText['proof']
  prompt: string | null
  draftVersion: string | null
  listed: string
  /** Null where the text is not public. */
  text: string | null
  /** Reason for which there is no text, in words; null where there is one. */
  why: { zh: string; en: string } | null
  group: string | null
}

/** One group of a report, with its comments by wording. */
export interface ReportedGroup extends Omit<Adoption, 'comments'> {
  campaigns: Campaign<SaidComment>[]
}

export interface ReadReport {
  consultation: ConsultationState
  report: AdoptionReport | null
  /** Opinions that came in, and how many the report adopts; adopted is null while there is no report. */
  received: number
  adopted: number | null
  groups: ReportedGroup[]
  /** Comments that stand in no group yet, by wording. */
  unsorted: Campaign<SaidComment>[]
  /** Comments that a moderator ended: no answer is due. */
  withheld: number
}

/** The comment as it stands in lists. */
export function saidOf(state: CommentState): SaidComment {
  const { id, status, submitter, prompt, draftVersion, listed, grouped } = state
  const own = ownText(state)
  const why = own === null ? publications.pending : own.text === null ? publications[own.publication] : null
  const text = own?.text ?? null
  const whose = { submitter, name: own?.name ?? null, organisation: organisationOf(state) }
  const stands = { id, status, prompt, draftVersion, listed, group: grouped?.group ?? null }
  return { ...stands, ...whose, text, why }
}

/** The report of a consultation with the comments that came in. */
export function* reportFrom(
  consultation: ConsultationState,
  comments: readonly SaidComment[],
): Parts<ReadReport> {
  const report = reportOf(consultation)
  const byId = new Map(comments.map((one) => [one.id, one]))
  const placed = new Set(report?.groups.flatMap((group) => group.comments) ?? [])
  const due = comments.filter(({ status }) => status !== 'withheld')
  const figures = report === null ? null : reportFigures(report)
  const groups: ReportedGroup[] = []
  for (const { comments: ids, ...group } of report?.groups ?? []) {
    const all = ids.flatMap((one) => byId.get(one) ?? [])
    groups.push({ ...group, campaigns: yield* campaignsInParts(all) })
  }
  return {
    consultation,
    report,
    received: figures?.received ?? due.length,
    adopted: figures?.adopted ?? null,
    groups,
    unsorted: yield* campaignsInParts(due.filter(({ id }) => !placed.has(id))),
    withheld: comments.length - due.length,
  }
}
