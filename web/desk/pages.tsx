/** Pages of the workbench by their addresses. */
import type { VNode } from 'preact'
import { CommentListPage } from './import/comments/CommentListPage.tsx'
import { ImportPage } from './import/ImportPage.tsx'
import { AccessPage } from './pages/Access.tsx'
import { CasePage } from './pages/Case.tsx'
import { CasesPage } from './pages/Cases.tsx'
import { DraftPage } from './pages/Draft.tsx'
import { FindingsPage } from './pages/Findings.tsx'
import { HomePage } from './pages/Home.tsx'
import { JoinPage } from './pages/Join.tsx'
import { LimitsPage } from './pages/Limits.tsx'
import { MePage } from './pages/Me.tsx'
import { NewPage, OpenPage } from './pages/New.tsx'
import { AccountsPage, DepartmentsPage } from './pages/Office.tsx'
import { ActPage, OnPage } from './pages/On.tsx'
import { PatternsPage } from './pages/Patterns.tsx'
import { PlanPage } from './pages/Plan.tsx'
import { ProvidersPage } from './pages/Providers.tsx'
import { ReceivePage } from './pages/Receive.tsx'
import { SignInPage } from './pages/SignIn.tsx'
import { WithheldPage } from './pages/Withheld.tsx'
import type { DeskPage, DeskPlace } from './paths.ts'
import { ReadingBench } from './reading/ReadingBench.tsx'

const PAGES: { readonly [page in DeskPage]: (part: string, second: string) => VNode } = {
  signIn: () => <SignInPage />,
  join: () => <JoinPage />,
  withheld: (index) => <WithheldPage index={Number(index)} />,
  newKinds: () => <NewPage />,
  newRecord: (kind) => <OpenPage kind={kind} />,
  on: (id) => <OnPage id={id} />,
  act: (id, verb) => <ActPage id={id} verb={verb} />,
  draft: (id) => <DraftPage id={id} />,
  departments: () => <DepartmentsPage />,
  accounts: () => <AccountsPage />,
  providers: () => <ProvidersPage />,
  access: () => <AccessPage />,
  me: () => <MePage />,
  import: () => <ImportPage />,
  importComments: () => <CommentListPage />,
  findings: () => <FindingsPage />,
  limits: () => <LimitsPage rule="" />,
  limitsOf: (rule) => <LimitsPage rule={rule} />,
  patterns: () => <PatternsPage pattern="approvals" />,
  pattern: (pattern) => <PatternsPage pattern={pattern} />,
  cases: () => <CasesPage />,
  caseFile: (id) => <CasePage id={id} />,
  read: () => <ReadingBench first="" />,
  readOne: (id) => <ReadingBench first={id} />,
  receive: () => <ReceivePage />,
  plan: () => <PlanPage />,
  home: () => <HomePage />,
}

/** The page that the server has found behind an address. */
export function pageAt({ page, parts }: DeskPlace): VNode {
  return PAGES[page](parts[0] ?? '', parts[1] ?? '')
}
