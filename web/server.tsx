/** The server entry of the site's pages: which page, in which frame. Draws; rendering to text is worker/site's. */
import type { VNode } from 'preact'
import { Document, type Head } from './components/page/Html.tsx'
import type { DeskData } from './desk/frame/desk.ts'
import { type Frame, FrameProvider } from './frame.ts'
import { type CalendarData, CalendarPage, calendarHead } from './pages/Calendar.tsx'
import { type CoverageData, CoveragePage, coverageHead } from './pages/Coverage.tsx'
import { type DecisionData, DecisionPage, decisionHead } from './pages/Decision.tsx'
import { type DepartmentData, DepartmentPage, departmentHead } from './pages/Department.tsx'
import { type DepartmentsData, DepartmentsPage, departmentsHead } from './pages/Departments.tsx'
import { DeskPage, deskHead } from './pages/Desk.tsx'
import { type EntryData, EntryPage, entryHead } from './pages/Entry.tsx'
import { type FaultData, FaultPage, faultHead } from './pages/Fault.tsx'
import { type HomeData, HomePage, homeHead } from './pages/Home.tsx'
import { type LedgerData, LedgerPage, ledgerHead } from './pages/Ledger.tsx'
import { type MilestoneData, MilestonePage, milestoneHead } from './pages/Milestone.tsx'
import { type MilestonesData, MilestonesPage, milestonesHead } from './pages/Milestones.tsx'
import { type RecordData, RecordPage, recordHead } from './pages/Record.tsx'
import { type RegisterData, RegisterPage, registerHead } from './pages/Register.tsx'
import {
  type ResponsibilitiesData,
  ResponsibilitiesPage,
  responsibilitiesHead,
} from './pages/Responsibilities.tsx'
import { type ResponsibilityData, ResponsibilityPage, responsibilityHead } from './pages/Responsibility.tsx'
import { type RuleData, RulePage, ruleHead } from './pages/Rule.tsx'
import { type RulesData, RulesPage, rulesHead } from './pages/Rules.tsx'
import { type SearchData, SearchPage, searchHead } from './pages/Search.tsx'
import { type VerifyData, VerifyPage, verifyHead } from './pages/Verify.tsx'
import { type VersionsData, VersionsPage, versionsHead } from './pages/Versions.tsx'

/** A page and what it shows. */
export type View =
  | { page: 'home'; data: HomeData }
  | { page: 'departments'; data: DepartmentsData }
  | { page: 'department'; data: DepartmentData }
  | { page: 'responsibilities'; data: ResponsibilitiesData }
  | { page: 'responsibility'; data: ResponsibilityData }
  | { page: 'decision'; data: DecisionData }
  | { page: 'milestones'; data: MilestonesData }
  | { page: 'milestone'; data: MilestoneData }
  | { page: 'calendar'; data: CalendarData }
  | { page: 'register'; data: RegisterData }
  | { page: 'record'; data: RecordData }
  | { page: 'versions'; data: VersionsData }
  | { page: 'rules'; data: RulesData }
  | { page: 'coverage'; data: CoverageData }
  | { page: 'rule'; data: RuleData }
  | { page: 'ledger'; data: LedgerData }
  | { page: 'entry'; data: EntryData }
  | { page: 'search'; data: SearchData }
  | { page: 'verify'; data: VerifyData }
  | { page: 'desk'; data: DeskData }
  | { page: 'fault'; data: FaultData }

function contentOf(view: View, frame: Frame): { head: Head; content: VNode } {
  switch (view.page) {
    case 'home':
      return { head: homeHead(frame), content: <HomePage {...view.data} /> }
    case 'departments':
      return { head: departmentsHead(view.data, frame), content: <DepartmentsPage {...view.data} /> }
    case 'department':
      return { head: departmentHead(view.data, frame), content: <DepartmentPage {...view.data} /> }
    case 'responsibilities':
      return {
        head: responsibilitiesHead(view.data, frame),
        content: <ResponsibilitiesPage {...view.data} />,
      }
    case 'responsibility':
      return { head: responsibilityHead(view.data, frame), content: <ResponsibilityPage {...view.data} /> }
    case 'decision':
      return { head: decisionHead(view.data, frame), content: <DecisionPage {...view.data} /> }
    case 'milestones':
      return { head: milestonesHead(view.data, frame), content: <MilestonesPage {...view.data} /> }
    case 'milestone':
      return { head: milestoneHead(view.data, frame), content: <MilestonePage {...view.data} /> }
    case 'calendar':
      return { head: calendarHead(view.data, frame), content: <CalendarPage {...view.data} /> }
    case 'register':
      return { head: registerHead(view.data, frame), content: <RegisterPage {...view.data} /> }
    case 'record':
      return { head: recordHead(view.data, frame), content: <RecordPage {...view.data} /> }
    case 'versions':
      return { head: versionsHead(view.data, frame), content: <VersionsPage {...view.data} /> }
    case 'rules':
      return { head: rulesHead(view.data, frame), content: <RulesPage {...view.data} /> }
    case 'rule':
      return { head: ruleHead(view.data, frame), content: <RulePage {...view.data} /> }
    case 'coverage':
      return { head: coverageHead(view.data, frame), content: <CoveragePage {...view.data} /> }
    case 'ledger':
      return { head: ledgerHead(view.data, frame), content: <LedgerPage {...view.data} /> }
    case 'entry':
      return { head: entryHead(view.data, frame), content: <EntryPage {...view.data} /> }
    case 'search':
      return { head: searchHead(view.data, frame), content: <SearchPage {...view.data} /> }
    case 'verify':
      return { head: verifyHead(view.data, frame), content: <VerifyPage {...view.data} /> }
    case 'desk':
      return { head: deskHead(view.data), content: <DeskPage {...view.data} /> }
    case 'fault':
      return { head: faultHead(view.data, frame), content: <FaultPage {...view.data} /> }
  }
}

/** The document of a page, and the schema.org description that goes into its head. */
export function drawPage(
  view: View,
  frame: Frame,
): { document: VNode; data: Record<string, unknown> | null } {
  const { head, content } = contentOf(view, frame)
  const document = (
    <FrameProvider value={frame}>
      <Document head={head} page={view.page}>
        {content}
      </Document>
    </FrameProvider>
  )
  return { document, data: head.data ?? null }
}
