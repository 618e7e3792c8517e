/** The shapes that pages draw: what reading gives, and the states of the domain. Types only. */
import type { State } from '../worker/domain/kinds/kinds.ts'

export type { Change, Moment, Recorded } from '../worker/domain/record/event.ts'
export type { RuleView } from '../worker/domain/rules/catalogue.ts'
export type { RuleGroup } from '../worker/domain/rules/rule.ts'
export type { Json } from '../worker/ledger/canonical.ts'
export type { FlagAround, Peers } from '../worker/services/flags/views.ts'
export type { Following } from '../worker/services/following/subscriptions.ts'
export type { RuleChange } from '../worker/services/inspection/rulebook.ts'
export type { Assessable, PublishedCoverage } from '../worker/services/inspection/standing/published.ts'
export type { Standing } from '../worker/services/inspection/standing/standing.ts'
export type { DeliveryView, StoredDelivery, ToldAs, ToldRecord } from '../worker/services/read/delivered.ts'
export type { Attention, Front, Lately, NewsLine, QuarterRow } from '../worker/services/read/front.ts'
export type { Hit, Sizes } from '../worker/services/read/reading.ts'
export type {
  EntryLine,
  EntryView,
  Facet,
  Holdings,
  Linked,
  ListChoices,
  ListPage,
  Page,
  RecordView,
  Services,
} from '../worker/services/read/views.ts'
export type { VoteLine } from '../worker/services/read/votes.ts'
export type { WitnessState, WitnessView } from '../worker/services/witnesses/witnesses.ts'

export type DepartmentState = Extract<State, { kind: 'department' }>
export type ResponsibilityState = Extract<State, { kind: 'responsibility' }>
export type DecisionState = Extract<State, { kind: 'decision' }>
export type MilestoneState = Extract<State, { kind: 'milestone' }>
export type Step = DecisionState['steps'][number]
export type { RecordKind } from '../worker/domain/record/event.ts'
export type { Figures } from '../worker/services/figures/figures.ts'
export type {
  BoardFigures,
  BoardView,
  CalendarItem,
  Comparison,
  Version,
} from '../worker/services/read/reading.ts'
export type LegalBasis = ResponsibilityState['legalBases'][number]
export type Duty = ResponsibilityState['duties'][number]
