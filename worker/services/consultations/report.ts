/** 意见采纳情况表: the adoption report of a consultation as it is read, and as the table that governments publish. */
import { type Campaign, campaigns } from '../../domain/kinds/comment/campaigns.ts'
import type { CommentState } from '../../domain/kinds/comment/comment.ts'
import { adoptionOutcomes, submitters } from '../../domain/kinds/comment/vocabulary.ts'
import type { Adoption } from '../../domain/kinds/consultation/fields.ts'
import {
  type AdoptionReport,
  type ConsultationState,
  reportFigures,
  reportOf,
} from '../../domain/kinds/consultation/state.ts'
import { refuse } from '../../domain/record/guard.ts'
import { ownText } from '../../domain/record/spoken/text.ts'
import { publications } from '../../domain/record/spoken/vocabulary.ts'
import { csvLine } from '../../domain/text/csv.ts'
import { linkedRecords, readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'

/** Comments that a report lists at the most. */
const MOST = 50_000

/** A comment as it stands in lists: its words as far as they are public. */
export interface SaidComment {
  id: string
  status: CommentState['status']
  submitter: CommentState['submitter']
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
  return { id, status, submitter, prompt, draftVersion, listed, text, why, group: grouped?.group ?? null }
}

/** @throws Problem `not_found` */
export async function readReport({ database }: Ledger, id: string): Promise<ReadReport> {
  const consultation = (await readRecord(database, id))?.state
  if (consultation?.kind !== 'consultation')
    throw refuse('not_found', `没有征求意见 ${id}。`, `There is no consultation ${id}.`)
  const linked = await linkedRecords(database, id, 'consultation', MOST)
  const comments = linked.flatMap(({ state }) => (state.kind === 'comment' ? [saidOf(state)] : []))
  return reportFrom(consultation, comments)
}

/** The report of a consultation with the comments that came in. */
export function reportFrom(consultation: ConsultationState, comments: readonly SaidComment[]): ReadReport {
  const report = reportOf(consultation)
  const byId = new Map(comments.map((one) => [one.id, one]))
  const placed = new Set(report?.groups.flatMap((group) => group.comments) ?? [])
  const due = comments.filter(({ status }) => status !== 'withheld')
  const figures = report === null ? null : reportFigures(report)
  return {
    consultation,
    report,
    received: figures?.received ?? due.length,
    adopted: figures?.adopted ?? null,
    groups: (report?.groups ?? []).map(({ comments: ids, ...group }) => ({
      ...group,
      campaigns: campaigns(ids.flatMap((one) => byId.get(one) ?? [])),
    })),
    unsorted: campaigns(due.filter(({ id }) => !placed.has(id))),
    withheld: comments.length - due.length,
  }
}

const COLUMNS = ['序号', '反馈人', '意见内容', '是否采纳', '理由'] as const

/** The table that Chinese governments publish, one row for each wording of a group, with its number where several said it. */
export function reportTable({ groups }: Pick<ReadReport, 'groups'>): string {
  const rows = groups.flatMap((group) => {
    const outcome = adoptionOutcomes[group.outcome].zh
    const reason = group.reason ?? ''
    const said = group.campaigns.map(({ first, all }) => {
      const by = submitters[first.submitter].zh
      const who = all.length === 1 ? by : `${by}等 ${all.length} 件`
      return [who, first.text ?? `（${first.why?.zh ?? ''}）`, outcome, reason]
    })
    const others = group.others ?? 0
    return others === 0
      ? said
      : [...said, [`其他途径 ${others} 件`, group.summary ?? group.title, outcome, reason]]
  })
  return [COLUMNS, ...rows.map((row, at) => [String(at + 1), ...row])].map((row) => csvLine(row)).join('')
}
